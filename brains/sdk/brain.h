#pragma once

#include "brains/sdk/parameters.h"
#include "engine/model/bar_series.h"
#include "engine/model/plots.h"
#include "engine/model/trading.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// Changes whenever a brain module compiled against older headers could no longer run. A module of
/// another version is refused.
inline constexpr int brainApiVersion = 2;

/// Everything a brain may do. Handed to it by its host (live, paper, replay, backtest: always the
/// same interface). All calls are made in the brain's own thread, from inside its `on…` methods;
/// none of them waits.
class BrainContext {
public:
    virtual ~BrainContext() = default;

    /// Of this brain, unique in the system.
    [[nodiscard]] virtual const std::string &name() const = 0;
    [[nodiscard]] virtual const std::string &symbol() const = 0; ///< the main series' instrument
    [[nodiscard]] virtual Timestamp now() const = 0; ///< market time: in a replay the replay's

    /// A declared parameter's value; the key must be one that the module declares, with the right
    /// type.
    [[nodiscard]] virtual std::int64_t integer(std::string_view key) const = 0;
    [[nodiscard]] virtual double number(std::string_view key) const = 0;
    [[nodiscard]] virtual bool flag(std::string_view key) const = 0;
    [[nodiscard]] virtual const std::string &text(std::string_view key) const = 0;

    /// The main series (instrument, period, side and depth of the brain's configuration); newest
    /// bar at [0].
    [[nodiscard]] virtual const BarSeries &series() const = 0;
    /// The last quote of the main instrument, if one has come.
    [[nodiscard]] virtual std::optional<Tick> lastTick() const = 0;

    /// Sends an order; returns its id. What became of it comes as `onOrder` and `onFill`. Sizes are
    /// in units of the base, positive.
    virtual std::string buy(Decimal units, std::string_view comment = {}) = 0;
    virtual std::string sell(Decimal units, std::string_view comment = {}) = 0;
    /// Any other order; id, owner and time are filled in.
    virtual std::string submit(OrderRequest request) = 0;
    virtual void cancel(const std::string &orderId) = 0;

    /// This brain's own net position in its instrument, from its fills; negative = short.
    [[nodiscard]] virtual Decimal position() const = 0;
    /// This brain's orders that are not final.
    [[nodiscard]] virtual std::vector<Order> workingOrders() const = 0;

    /// Tells other brains and charts (a marker at `price`, or at the last mid when 0).
    virtual void signal(std::string_view name, double value, double price = 0) = 0;
    /// Draws into charts: the value of a declared plot at the bar that opened at `bar`; a later
    /// call for the same bar replaces it, a value that is not finite takes it away. The newest
    /// 5,000 bars of each plot are kept, from the start of this life on: plot the history in
    /// `onStart`. A host without charts does nothing; a key that is not declared is logged once and
    /// else ignored.
    virtual void plotAt(Timestamp /*bar*/, std::string_view /*key*/, double /*value*/) {}
    /// The same at the newest bar of the main series.
    void plot(std::string_view key, double value)
    {
        if (!series().empty())
            plotAt(series()[0].time, key, value);
    }
    /// Calls `onTimer(id)` once after `delay` of market time.
    virtual int startTimer(Duration delay) = 0;
    virtual void log(std::string_view text) = 0;

    /// Kept on disk when this returns and handed back by `savedState` after a restart. Texts of at
    /// most 1 MiB.
    virtual void saveState(std::string_view state) = 0;
    [[nodiscard]] virtual std::optional<std::string> savedState() const = 0;
};

/// A strategy. Derive, override what you need, export it with AGORA_BRAIN. Every method is empty by
/// default. One thread, one call at a time. An exception that leaves a method ends this brain's
/// process (the Overmind starts it again); nothing else is touched.
class Brain {
public:
    virtual ~Brain() = default;
    /// History is there: `context.series()` holds the bars asked for (fewer when the venue has no
    /// more).
    virtual void onStart(BrainContext &) {}
    virtual void onTick(BrainContext &, const Tick &) {}
    /// A bar of the main series is complete; it is `context.series()[0]`. Nothing later is visible.
    virtual void onBar(BrainContext &, const Bar &) {}
    virtual void onSignal(BrainContext &, const Signal &) {}
    virtual void onOrder(BrainContext &, const Order &) {}
    virtual void onFill(BrainContext &, const Fill &) {}
    virtual void onTimer(BrainContext &, int /*id*/) {}
    virtual void onStop(BrainContext &) {}
};

/// What a module says about itself.
struct BrainDescription {
    std::string key; ///< `sma_cross`: the folder's name
    std::string title; ///< `SMA cross`
    std::string description; ///< one sentence
    std::vector<Parameter> parameters;
    int warmUpBars = 0; ///< bars of history that the default parameters need
    std::vector<PlotLine> plots; ///< lines that it draws into charts
};

} // namespace agora

/// The one symbol set a module exports. `Type` needs a default constructor and `static
/// agora::BrainDescription describe()`.
#define AGORA_BRAIN(Type)                                                                          \
    extern "C" __attribute__((visibility("default"))) int agoraBrainApiVersion()                   \
    {                                                                                              \
        return ::agora::brainApiVersion;                                                           \
    }                                                                                              \
    extern "C" __attribute__((visibility("default"))) ::agora::Brain *agoraCreateBrain()           \
    {                                                                                              \
        return new Type();                                                                         \
    }                                                                                              \
    extern "C" __attribute__((visibility("default"))) void agoraDestroyBrain(                      \
        ::agora::Brain *brain)                                                                     \
    {                                                                                              \
        delete brain;                                                                              \
    }                                                                                              \
    extern "C" __attribute__((visibility("default"))) void agoraDescribeBrain(                     \
        ::agora::BrainDescription *out)                                                            \
    {                                                                                              \
        *out = Type::describe();                                                                   \
    }
