#pragma once

#include "indicators/indicator.h"
#include "indicators/patterns/candle_reader.h"
#include "indicators/patterns/pattern.h"

#include <algorithm>

namespace agora::indicators {

/// Says at each bar whether a candlestick pattern ends there.
class Candlestick {
public:
    using Input = Bar;
    using Output = double;

    Candlestick(const Pattern &pattern, double penetration)
        : m_pattern(&pattern), m_penetration(penetration)
    {}

    [[nodiscard]] int warmUp() const { return m_pattern->lookback + 1; }

    /// Empty for the first `lookback` bars.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const Candles &candles = m_reader.update(bar);
        m_seen = std::min(m_seen + 1, warmUp());
        if (m_seen < warmUp())
            return std::nullopt;
        return m_pattern->recognise(candles, m_penetration);
    }

private:
    const Pattern *m_pattern; // of a table that lives as long as the program
    double m_penetration;
    CandleReader m_reader;
    int m_seen = 0;
};

/// Hikkake (Daniel Chesler, 2004): an inside bar and a bar that breaks out of it, ±100 against the
/// break-out; ±200 when one of the next three bars closes on the other side of the inside bar,
/// which confirms it. The modified form wants two inside bars, one within the other, and the first
/// of them closed near the end from which the price breaks out.
class Hikkake {
public:
    using Input = Bar;
    using Output = double;

    enum class Form { Plain, Modified };

    explicit Hikkake(Form form) : m_form(form) {}

    [[nodiscard]] int warmUp() const { return m_form == Form::Plain ? 6 : 11; }

    /// Empty for the first bars.
    [[nodiscard]] std::optional<Output> update(const Input &bar);

private:
    [[nodiscard]] int setUp(const Candles &candles) const;
    [[nodiscard]] int signal(const Candles &candles);

    Form m_form;
    CandleReader m_reader;
    int m_seen = 0;
    int m_awaited = 0; // the signal that waits for its confirmation
    int m_barsLeft = 0; // in which that may still come
    double m_insideHigh = 0;
    double m_insideLow = 0;
};

static_assert(Indicator<Candlestick>);
static_assert(Indicator<Hikkake>);

} // namespace agora::indicators
