#pragma once

#include "indicators/indicator_instance.h"
#include "indicators/price_input.h"

#include <cmath>
#include <memory>
#include <optional>

namespace agora::indicators {

/// Where the numbers come from that feed an indicator: a price of the bars, a price of one side
/// of the quotes, or an output of another indicator. A copy has all of that one's state.
class Source {
public:
    Source(PriceInput price = PriceInput::Close) : m_price(price) {} // NOLINT: reads as a price
    Source(PriceSide side, PriceInput price) : m_price(price), m_side(side) {}
    Source(std::unique_ptr<IndicatorInstance> indicator, std::size_t output);
    Source(const Source &other);
    Source &operator=(const Source &other);
    Source(Source &&) noexcept = default;
    Source &operator=(Source &&) noexcept = default;
    ~Source() = default;

    /// The same before its first bar.
    [[nodiscard]] Source fresh() const;
    [[nodiscard]] bool isIndicator() const { return m_indicator != nullptr; }
    /// Bars until the first number; 1 = from the start.
    [[nodiscard]] int warmUp() const;

    /// NaN = none. A trial leaves the state as it is.
    template <bool isTrial>
    double price(BarInput input)
    {
        if (isPlain()) [[likely]]
            return priceOf(input.bar(), m_price);
        return otherPrice(input, isTrial);
    }
    /// The bar of the chosen side; of another indicator one without range, in `scratch`. Null =
    /// none.
    template <bool isTrial>
    const Bar *bar(BarInput input, Bar &scratch)
    {
        if (isPlain()) [[likely]]
            return &input.bar();
        return otherBar(input, scratch, isTrial);
    }

    /// One number a bar, from a fresh start; `storage` holds what has to be made.
    [[nodiscard]] std::span<const double> compute(
        const BarColumns &bars, std::vector<double> &storage) const;
    /// The columns that `bar` would give; `storage` holds what has to be made.
    [[nodiscard]] BarColumns barColumns(const BarColumns &bars, std::vector<double> &storage) const;

private:
    [[nodiscard]] bool isPlain() const { return !m_indicator && !m_side; }
    double otherPrice(BarInput input, bool isTrial);
    const Bar *otherBar(BarInput input, Bar &scratch, bool isTrial);

    PriceInput m_price = PriceInput::Close;
    std::optional<PriceSide> m_side; // without: the side that the bars have
    std::unique_ptr<IndicatorInstance> m_indicator;
    std::size_t m_output = 0;
};

/// What is chosen as input; what is not has the entry's default.
struct Inputs {
    Inputs() = default;
    Inputs(Source only) : first(std::move(only)) {} // NOLINT: one source is the usual case
    Inputs(PriceInput price) : first(price) {} // NOLINT
    Inputs(Source one, Source two) : first(std::move(one)), second(std::move(two)) {}

    std::optional<Source> first;
    std::optional<Source> second; ///< InputKind::Pair only
};

/// The same with nothing left open.
struct Sources {
    Source first;
    Source second;

    [[nodiscard]] Sources fresh() const { return {first.fresh(), second.fresh()}; }
};

} // namespace agora::indicators
