#include "indicators/source.h"

#include "engine/base/ensure.h"

namespace agora::indicators {
namespace {

Bar barOf(const QuoteBar &quotes, PriceSide side)
{
    const Ohlc &price = quotes.side(side);
    return {quotes.openTime, price.open, price.high, price.low, price.close, quotes.volume};
}

} // namespace

Source::Source(std::unique_ptr<IndicatorInstance> indicator, std::size_t output)
    : m_indicator(std::move(indicator)), m_output(output)
{
    AGORA_ENSURE(m_indicator && output < m_indicator->outputCount());
}

Source::Source(const Source &other)
    : m_price(other.m_price)
    , m_side(other.m_side)
    , m_indicator(other.m_indicator ? other.m_indicator->clone() : nullptr)
    , m_output(other.m_output)
{}

Source &Source::operator=(const Source &other)
{
    *this = Source(other);
    return *this;
}

Source Source::fresh() const
{
    if (m_indicator)
        return {m_indicator->fresh(), m_output};
    return *this;
}

int Source::warmUp() const { return m_indicator ? m_indicator->warmUps()[m_output] : 1; }

double Source::otherPrice(BarInput input, bool isTrial)
{
    if (m_indicator)
        return (isTrial ? m_indicator->preview(input) : m_indicator->update(input))[m_output];
    if (!input.quotes())
        return undefined;
    return priceOf(barOf(*input.quotes(), *m_side), m_price);
}

const Bar *Source::otherBar(BarInput input, Bar &scratch, bool isTrial)
{
    if (m_indicator) {
        const double value = otherPrice(input, isTrial);
        scratch = {input.bar().time, value, value, value, value, input.bar().volume};
        return &scratch;
    }
    if (!input.quotes())
        return nullptr;
    scratch = barOf(*input.quotes(), *m_side);
    return &scratch;
}

std::span<const double> Source::compute(const BarColumns &bars, std::vector<double> &storage) const
{
    if (m_indicator) {
        auto all = m_indicator->compute(bars);
        storage = std::move(all[m_output]);
        return storage;
    }
    std::vector<double> none;
    const BarColumns chosen = barColumns(bars, none);
    if (m_price == PriceInput::Close && none.empty())
        return chosen.close;
    storage.resize(bars.size());
    for (std::size_t i = 0; i < storage.size(); ++i)
        storage[i] = priceOf(chosen[i], m_price);
    return storage;
}

BarColumns Source::barColumns(const BarColumns &bars, std::vector<double> &storage) const
{
    BarColumns chosen = bars;
    if (m_indicator) {
        chosen.open = chosen.high = chosen.low = chosen.close = compute(bars, storage);
    } else if (m_side) {
        const OhlcColumns &side = bars.sides[static_cast<std::size_t>(*m_side)];
        if (side.close.size() == bars.size()) {
            chosen.open = side.open;
            chosen.high = side.high;
            chosen.low = side.low;
            chosen.close = side.close;
        } else {
            storage.assign(bars.size(), undefined);
            chosen.open = chosen.high = chosen.low = chosen.close = storage;
        }
    }
    return chosen;
}

} // namespace agora::indicators
