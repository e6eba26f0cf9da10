#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace agora::charts {

/// Smallest and greatest value of a stretch; isEmpty() when it held no number.
struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    [[nodiscard]] bool isEmpty() const { return !(low <= high); }
    void include(double value) { include(value, value); }
    void include(double lower, double upper) // NaN changes nothing
    {
        if (lower < low)
            low = lower;
        if (upper > high)
            high = upper;
    }
    void include(const Extent &other) { include(other.low, other.high); }
    bool operator==(const Extent &) const = default;
};

/// Extremes of any stretch of two columns in a time that hardly depends on its length: level k
/// holds those of blocks of 16^(k+1) values. The columns stay with their owner, who hands them in
/// on every call.
class ExtremaPyramid {
public:
    static constexpr std::size_t blockSize = 16;

    void clear() { m_levels.clear(); }
    /// The columns have changed from position `from` on, or grown.
    void update(std::span<const double> lows, std::span<const double> highs, std::size_t from);
    /// Of [begin, end), cut to what `update` has seen.
    [[nodiscard]] Extent extent(std::span<const double> lows, std::span<const double> highs,
        std::size_t begin, std::size_t end) const;

private:
    [[nodiscard]] Extent ofLevel(std::size_t level, std::size_t begin, std::size_t end) const;

    std::vector<std::vector<Extent>> m_levels;
};

} // namespace agora::charts
