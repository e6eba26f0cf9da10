#pragma once

namespace agora::indicators {

/// A sum without end that keeps what rounding takes off (Kahan, 1965).
class RunningTotal {
public:
    double add(double value)
    {
        const double corrected = value - m_excess;
        const double total = m_total + corrected;
        m_excess = (total - m_total) - corrected;
        m_total = total;
        return m_total;
    }
    [[nodiscard]] double value() const { return m_total; }

private:
    double m_total = 0;
    double m_excess = 0; // of m_total over the true sum
};

} // namespace agora::indicators
