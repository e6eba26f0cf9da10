#pragma once

#include "brains/sdk/parameter_check.h"

#include <string>
#include <vector>

namespace agora::test {

/// A host for one brain in one thread: the test plays the market. Market orders fill at once and
/// whole, at the last close, unless `fillsOrders` is off; then they stay working.
class FakeBrainContext final : public BrainContext {
public:
    FakeBrainContext(const BrainDescription &description, const ParameterValues &given)
        : m_values(checkParameters(description, given).value())
    {}

    /// Completes a bar: one minute after the last, or at the epoch.
    void feed(Brain &brain, double close)
    {
        append(close);
        brain.onBar(*this, bars[0]);
    }
    void append(double close)
    {
        const Ohlc flat{close, close, close, close};
        QuoteBar bar;
        bar.openTime = bars.empty() ? Timestamp() : bars[0].time + std::chrono::minutes(1);
        bar.bid = bar.ask = bar.mid = flat;
        bar.flags = BarComplete;
        bars.apply(bar);
        time = bar.openTime + std::chrono::minutes(1);
    }

    /// `12: buy 100 (long)` of each order: the bar's number from 0, side, units, comment.
    std::vector<std::string> orders;
    std::vector<std::string> signalNames;
    std::map<std::string, std::map<Timestamp, double>> plots; ///< by key, then bar
    std::vector<std::string> lines;
    BarSeries bars{"EUR_USD", Period::minutes(1), PriceSide::Mid};
    Timestamp time;
    Decimal held;
    std::vector<Order> working;
    std::optional<std::string> state;
    bool fillsOrders = true;

    const std::string &name() const override { return m_name; }
    const std::string &symbol() const override { return bars.symbol(); }
    Timestamp now() const override { return time; }
    std::int64_t integer(std::string_view key) const override { return value<std::int64_t>(key); }
    double number(std::string_view key) const override { return value<double>(key); }
    bool flag(std::string_view key) const override { return value<bool>(key); }
    const std::string &text(std::string_view key) const override { return value<std::string>(key); }
    const BarSeries &series() const override { return bars; }
    std::optional<Tick> lastTick() const override { return std::nullopt; }

    std::string buy(Decimal units, std::string_view comment) override
    {
        return send(OrderSide::Buy, units, comment);
    }
    std::string sell(Decimal units, std::string_view comment) override
    {
        return send(OrderSide::Sell, units, comment);
    }
    std::string submit(OrderRequest request) override
    {
        return send(request.side, request.units, request.comment);
    }
    void cancel(const std::string &) override {}
    Decimal position() const override { return held; }
    std::vector<Order> workingOrders() const override { return working; }
    void signal(std::string_view what, double, double) override { signalNames.emplace_back(what); }
    void plotAt(Timestamp bar, std::string_view key, double value) override
    {
        plots[std::string(key)][bar] = value;
    }
    int startTimer(Duration) override { return 1; }
    void log(std::string_view line) override { lines.emplace_back(line); }
    void saveState(std::string_view text) override { state = text; }
    std::optional<std::string> savedState() const override { return state; }

private:
    template <typename T>
    const T &value(std::string_view key) const
    {
        return std::get<T>(m_values.at(std::string(key)));
    }
    std::string send(OrderSide side, Decimal units, std::string_view comment)
    {
        orders.push_back(std::to_string(bars.size() - 1) + ": " + std::string(toString(side)) + " "
            + units.toString() + " (" + std::string(comment) + ")");
        Order order;
        order.request.id = m_name + ".1." + std::to_string(orders.size());
        order.request.side = side;
        order.request.units = units;
        if (fillsOrders)
            held += side == OrderSide::Buy ? units : -units;
        else
            working.push_back(order);
        return order.request.id;
    }

    std::string m_name = "tested";
    ParameterValues m_values;
};

} // namespace agora::test
