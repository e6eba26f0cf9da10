#include "brains/sdk/brain.h"
#include "engine/base/text.h"
#include "indicators/sma.h"

#include <cmath>
#include <stdexcept>

namespace {

using namespace agora;

/// Goes with the crossing of two simple moving averages of the closes: long when the fast one rises
/// above the slow one, short when it falls below. Everything is worked out anew from the series and
/// the own position at each bar, so a restart changes nothing.
class SmaCross final : public Brain {
public:
    static BrainDescription describe();

    void onStart(BrainContext &context) override;
    void onBar(BrainContext &context, const Bar &bar) override;

private:
    /// Signs of fast minus slow: +1, -1, or 0 while they are as good as equal.
    struct Cross {
        int before = 0;
        int now = 0;
        double fast = 0;
        double slow = 0;
    };
    void plotHistory(BrainContext &context) const;
    [[nodiscard]] std::optional<Cross> crossing(const BarSeries &series) const;
    [[nodiscard]] Decimal target(int direction) const;
    void reach(BrainContext &context, Decimal wanted, std::string_view comment) const;

    std::int64_t m_fast = 0;
    std::int64_t m_slow = 0;
    Decimal m_units;
    bool m_mayBuy = true;
    bool m_maySell = true;
    std::optional<Timestamp> m_lastActed; ///< open time of the bar whose orders were sent last
};

BrainDescription SmaCross::describe()
{
    BrainDescription about;
    about.key = "sma_cross";
    about.title = "SMA cross";
    about.description
        = "Buys when a fast moving average crosses above a slow one, sells when below.";
    about.warmUpBars = 31;
    about.parameters = {
        {"fast", "Fast period", "Bars of the fast average.", std::int64_t{10}, 1, 1000, 1, {}},
        {"slow", "Slow period", "Bars of the slow average.", std::int64_t{30}, 2, 5000, 1, {}},
        {"units", "Units", "Size of the position, in units of the base.", 10'000.0, 0.001, 1e9,
            1000, {}},
        {"side", "Side", "Which positions may be opened.", std::string("both"), 0, 0, 0,
            {"long", "short", "both"}},
    };
    about.plots = {{.key = "fast", .title = "Fast average", .color = "#f2b134"},
        {.key = "slow", .title = "Slow average", .color = "#4f9cff"}};
    return about;
}

void SmaCross::onStart(BrainContext &context)
{
    m_fast = context.integer("fast");
    m_slow = context.integer("slow");
    if (m_fast >= m_slow)
        throw std::invalid_argument("sma_cross: fast (" + std::to_string(m_fast)
            + ") must be smaller than slow (" + std::to_string(m_slow) + ")");
    m_units = Decimal::fromDouble(context.number("units"));
    m_mayBuy = context.text("side") != "short";
    m_maySell = context.text("side") != "long";

    const auto saved = context.savedState();
    const auto nanos = saved ? parseInteger(*saved) : std::nullopt;
    // A time still to come was saved by another run, such as an earlier replay: it says nothing
    // about this one.
    if (nanos && fromNanos(*nanos) <= context.now())
        m_lastActed = fromNanos(*nanos);
    plotHistory(context);
}

void SmaCross::plotHistory(BrainContext &context) const
{
    indicators::Sma fast(static_cast<int>(m_fast));
    indicators::Sma slow(static_cast<int>(m_slow));
    const auto &series = context.series();
    for (std::size_t bar = 0; bar < series.size(); ++bar) {
        const auto time = fromNanos(series.times()[bar]);
        if (const auto value = fast.update(series.close()[bar]))
            context.plotAt(time, "fast", *value);
        if (const auto value = slow.update(series.close()[bar]))
            context.plotAt(time, "slow", *value);
    }
}

std::optional<SmaCross::Cross> SmaCross::crossing(const BarSeries &series) const
{
    const auto window = static_cast<std::size_t>(m_slow) + 1;
    if (series.size() < window)
        return std::nullopt;
    indicators::Sma fast(static_cast<int>(m_fast));
    indicators::Sma slow(static_cast<int>(m_slow));
    Cross cross;
    for (const double close : series.last(window).close()) {
        const auto quick = fast.update(close);
        const auto calm = slow.update(close);
        if (!quick || !calm)
            continue;
        const double gap = *quick - *calm;
        const double noise = 1e-12 * std::abs(close); // rounding of the sums
        cross.before = cross.now;
        cross.fast = *quick;
        cross.slow = *calm;
        cross.now = gap > noise ? 1 : gap < -noise ? -1 : 0;
    }
    return cross;
}

Decimal SmaCross::target(int direction) const
{
    if (direction > 0)
        return m_mayBuy ? m_units : Decimal();
    return m_maySell ? -m_units : Decimal();
}

/// One market order from where the position will be, orders on their way included, to where it
/// shall be.
void SmaCross::reach(BrainContext &context, Decimal wanted, std::string_view comment) const
{
    auto expected = context.position();
    for (const auto &order : context.workingOrders()) {
        const auto open = order.request.units - order.filledUnits;
        expected += order.request.side == OrderSide::Buy ? open : -open;
    }
    const auto missing = wanted - expected;
    if (missing.isPositive())
        context.buy(missing, comment);
    else if (missing.isNegative())
        context.sell(missing.abs(), comment);
}

void SmaCross::onBar(BrainContext &context, const Bar &bar)
{
    const auto cross = crossing(context.series());
    if (cross) {
        context.plot("fast", cross->fast);
        context.plot("slow", cross->slow);
    }
    if (m_lastActed == bar.time || !cross || cross->now == 0)
        return;
    const bool hasCrossed = cross->before != cross->now;
    // A cross that was missed, while this brain was not running, leaves the position on the wrong
    // side.
    const bool isWrongSide = context.position().sign() == -cross->now;
    if (!hasCrossed && !isWrongSide)
        return;

    m_lastActed = bar.time;
    // Kept before the order leaves: a crash in between costs one order, never sends it twice.
    context.saveState(std::to_string(toNanos(bar.time)));
    const auto *name = cross->now > 0 ? "long" : "short";
    if (hasCrossed)
        context.signal(name, cross->now, bar.close);
    reach(context, target(cross->now), hasCrossed ? name : "late cross");
}

} // namespace

AGORA_BRAIN(SmaCross)
