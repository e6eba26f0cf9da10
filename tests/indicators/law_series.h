#pragma once

#include "tests/indicators/fixture_files.h"

#include "indicators/catalog.h"
#include "indicators/formula.h"

#include "engine/base/random.h"

namespace agora::tests {

enum class Kind { Random, Flat, Rising, Gaps, Tiny, Huge };
inline constexpr std::array allKinds{
    Kind::Random, Kind::Flat, Kind::Rising, Kind::Gaps, Kind::Tiny, Kind::Huge};

inline const char *nameOf(Kind kind)
{
    static const std::array names{"random", "flat", "rising", "gaps", "tiny prices", "huge prices"};
    return names[static_cast<std::size_t>(kind)];
}

/// Hourly bars, one after the other, the same for the same seed.
class BarSource {
public:
    BarSource(Kind kind, std::uint64_t seed) : m_kind(kind), m_random(seed), m_price(start(kind)) {}

    Bar next()
    {
        Bar bar;
        bar.time = fromNanos(1'483'228'800'000'000'000 + m_count++ * 3'600'000'000'000);
        if (m_kind == Kind::Gaps && m_random.below(20) == 0)
            m_price *= 0.9 + 0.2 * m_random.uniform();
        bar.open = m_price;
        move();
        bar.close = m_price;
        const double reach
            = m_kind == Kind::Flat || m_kind == Kind::Rising ? 0.0 : 0.0005 * start(m_kind);
        bar.high = std::max(bar.open, bar.close) + m_random.uniform() * reach;
        bar.low = std::min(bar.open, bar.close) - m_random.uniform() * reach;
        bar.volume = m_kind == Kind::Flat ? 0.0 : static_cast<double>(m_random.below(1000));
        return bar;
    }

private:
    static double start(Kind kind)
    {
        return kind == Kind::Tiny ? 1e-7 : kind == Kind::Huge ? 1e9 : 1.1;
    }
    void move()
    {
        if (m_kind == Kind::Flat)
            return;
        if (m_kind == Kind::Rising) {
            m_price += 0.0001;
            return;
        }
        if (m_random.below(4) == 0) // now and then a bar whose close is its open
            return;
        m_price += (m_random.uniform() - 0.5) * 0.002 * start(m_kind);
        m_price += (start(m_kind) - m_price) * 1e-4; // never far away, however long it goes on
    }

    Kind m_kind;
    Random m_random;
    double m_price;
    std::int64_t m_count = 0;
};

inline BarTable barsOf(Kind kind, std::uint64_t seed, std::size_t count)
{
    BarSource source(kind, seed);
    BarTable bars;
    for (std::size_t i = 0; i < count; ++i)
        bars.append(source.next());
    return bars;
}

/// One entry of the catalogue with one set of parameters, or a formula.
struct Variant {
    const indicators::IndicatorInfo *info;
    indicators::ParameterValues parameters;
    std::string formula;

    [[nodiscard]] std::string name() const
    {
        return formula.empty() ? indicators::describe(*info, parameters) : formula;
    }
    [[nodiscard]] std::unique_ptr<indicators::IndicatorInstance> make() const
    {
        return formula.empty() ? *indicators::make(info->key, parameters)
                               : *indicators::makeFormula(formula);
    }
};

/// Formulas are held to the same laws.
inline void addFormulas(std::vector<Variant> &all)
{
    static const indicators::IndicatorInfo info = [] {
        indicators::IndicatorInfo of;
        of.outputs = {{.key = "value", .title = {}, .isSparse = true}};
        of.input = indicators::InputKind::Candle;
        return of;
    }();
    for (const char *text : {"close", "42", "(ema(close,12) - ema(close,26)) / atr(14)",
             "close > sma(20) ? rsi(ema(high, 5), 14) : volume[3]", "macd.signal - macd.macd",
             "ema(ema(ema(close - open[1], 3), 4)[2], 5)", "max(high, high[1])[5] ^ 2"})
        all.push_back({&info, {}, text});
}

/// Every entry with its defaults, with every choice, and with each number at its least and at
/// about twice its default. Combinations that the entry refuses are left out.
inline std::vector<Variant> variants()
{
    std::vector<Variant> all;
    const auto add = [&all](const indicators::IndicatorInfo &info,
                         const indicators::ParameterValues &parameters) {
        if (indicators::make(info.key, parameters))
            all.push_back({&info, parameters, {}});
    };
    for (const auto &info : indicators::catalog()) {
        all.push_back({&info, {}, {}});
        for (const auto &parameter : info.parameters) {
            for (const auto &choice : parameter.choices) {
                if (indicators::ParameterValue(choice) != parameter.defaultValue)
                    add(info, {{parameter.key, choice}});
            }
            if (parameter.type == indicators::ParameterType::Choice
                || parameter.type == indicators::ParameterType::Text)
                continue;
            const auto *whole = std::get_if<std::int64_t>(&parameter.defaultValue);
            const double usual
                = whole ? static_cast<double>(*whole) : std::get<double>(parameter.defaultValue);
            add(info, {{parameter.key, parameter.min}});
            add(info, {{parameter.key, std::min(2 * usual, parameter.max)}});
        }
    }
    addFormulas(all);
    return all;
}

inline std::vector<double> copied(std::span<const double> values)
{
    return {values.begin(), values.end()};
}

/// Whether both are undefined, or differ by less than 1e-9 of the greater of the value and
/// `scale`.
inline bool agree(double got, double wanted, double scale)
{
    if (std::isnan(got) || std::isnan(wanted))
        return std::isnan(got) && std::isnan(wanted);
    return std::abs(got - wanted) <= 1e-9 * std::max(std::abs(wanted), scale);
}

/// The greatest absolute value of a column.
inline double scaleOf(std::span<const double> column)
{
    double greatest = 0;
    for (const double value : column) {
        if (std::isfinite(value))
            greatest = std::max(greatest, std::abs(value));
    }
    return greatest;
}

} // namespace agora::tests
