#pragma once

#include "indicators/indicator.h"
#include "indicators/session_clock.h"

#include "engine/model/bar_series.h"

#include <algorithm>
#include <array>
#include <optional>

namespace agora::indicators {

/// Pivot points: levels for this session from high, low and close of the one before.
class Pivots {
public:
    using Input = Bar;
    struct Output {
        double pivot = 0;
        std::array<double, 4> resistance{}; ///< nearest first
        std::array<double, 4> support{};
    };
    enum class Form {
        Classic, ///< the floor traders' levels, the fourth as TradingView's "traditional"
        Fibonacci, ///< 0.382, 0.618, 1 and 1.618 of the range
        Camarilla, ///< Nick Scott: 1.1 / 12, / 6, / 4, / 2 of the range around the close
        Woodie ///< the close counts twice
    };

    /// Levels from the bar before.
    explicit Pivots(Form form) : m_form(form) {}
    Pivots(Form form, SessionClock clock) : m_form(form), m_clock(std::move(clock)) {}

    /// With sessions, the first levels may take any time beyond this.
    [[nodiscard]] int warmUp() const { return 2; }

    /// Empty until one whole session is over: a session that began before the first bar does not
    /// count.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        if (!m_clock || m_clock->isNewSession(bar.time))
            enter(bar);
        m_session.high = std::max(m_session.high, bar.high);
        m_session.low = std::min(m_session.low, bar.low);
        m_session.close = bar.close;
        return m_levels;
    }

private:
    void enter(const Bar &bar)
    {
        if (m_isWhole)
            m_levels = levels();
        // Of the first session it is known that it is whole only if a bar opens it.
        m_isWhole = m_hasBegun || !m_clock || bar.time == m_clock->begin();
        m_hasBegun = true;
        m_session = {bar.open, bar.high, bar.low, bar.close};
    }

    [[nodiscard]] Output levels() const
    {
        const double high = m_session.high;
        const double low = m_session.low;
        const double close = m_session.close;
        const double range = high - low;
        const double typical = (high + low + close) / 3.0;
        switch (m_form) {
        case Form::Fibonacci:
            return around(typical, typical, range, {0.382, 0.618, 1.0, 1.618});
        case Form::Camarilla:
            return around(typical, close, range, {1.1 / 12, 1.1 / 6, 1.1 / 4, 1.1 / 2});
        case Form::Woodie: {
            const double pivot = (high + low + 2.0 * close) / 4.0;
            const double r3 = high + 2.0 * (pivot - low);
            const double s3 = low - 2.0 * (high - pivot);
            return {.pivot = pivot,
                .resistance = {2.0 * pivot - low, pivot + range, r3, r3 + range},
                .support = {2.0 * pivot - high, pivot - range, s3, s3 - range}};
        }
        case Form::Classic:
            break;
        }
        return {.pivot = typical,
            .resistance = {2.0 * typical - low, typical + range, high + 2.0 * (typical - low),
                high + 3.0 * (typical - low)},
            .support = {2.0 * typical - high, typical - range, low - 2.0 * (high - typical),
                low - 3.0 * (high - typical)}};
    }

    static Output around(
        double pivot, double middle, double range, const std::array<double, 4> &shares)
    {
        Output output{.pivot = pivot, .resistance = {}, .support = {}};
        for (std::size_t i = 0; i < shares.size(); ++i) {
            output.resistance[i] = middle + shares[i] * range;
            output.support[i] = middle - shares[i] * range;
        }
        return output;
    }

    Form m_form;
    std::optional<SessionClock> m_clock;
    bool m_hasBegun = false;
    bool m_isWhole = false;
    Ohlc m_session;
    std::optional<Output> m_levels;
};

static_assert(Indicator<Pivots>);

} // namespace agora::indicators
