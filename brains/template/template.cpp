// A brain to copy. It sends no orders; it shows every place where yours may act. brains/README.md
// has the five steps.
#include "brains/sdk/brain.h"

namespace {

using namespace agora;

/// Says what each bar did.
///
/// The host calls one method at a time, always in the same thread, live as in a replay or a
/// backtest. Nothing here may wait or sleep: ask for a timer instead. The time is `context.now()`,
/// never the computer's clock, or a backtest would not repeat what was live.
class Template final : public Brain {
public:
    /// What dialogs and the optimiser see. The key is the folder's name.
    static BrainDescription describe()
    {
        BrainDescription about;
        about.key = "template";
        about.title = "Template";
        about.description = "Logs every bar and sends no orders: a brain to copy.";
        about.warmUpBars = 2; // bars of history that onStart wants to find
        about.parameters = {
            // key, title, description, default, least, greatest, step, choices. The type is the
            // default's.
            {"every", "Every", "Log one bar in so many.", std::int64_t{1}, 1, 1000, 1, {}},
            {"threshold", "Threshold", "Smallest move worth a line, in percent.", 0.0, 0.0, 100.0,
                0.05, {}},
            {"signals", "Signals", "Also put a marker into the chart.", false, 0, 0, 0, {}},
            {"style", "Style", "How much a line says.", std::string("short"), 0, 0, 0,
                {"short", "full"}},
        };
        return about;
    }

    /// Once, before anything else. Parameters have been checked; `context.series()` holds the
    /// history that was asked for. After a crash or a restart `savedState` hands back what was
    /// saved last, and `position` what this brain still holds.
    void onStart(BrainContext &context) override
    {
        m_every = context.integer("every");
        m_threshold = context.number("threshold");
        m_isFull = context.text("style") == "full";
        context.log("starts with " + std::to_string(context.series().size()) + " bars of "
            + context.symbol());
        if (const auto saved = context.savedState())
            context.log("was here before: " + *saved);
    }

    /// A bar is complete: it is `context.series()[0]`, the one before it `[1]`. Nothing later can
    /// be seen, and orders sent from here fill at the next price. Averages and the like are in
    /// indicators/; feed them `context.series().close()`.
    void onBar(BrainContext &context, const Bar &bar) override
    {
        if (++m_bars % m_every != 0)
            return;
        const double move = 100.0 * (bar.close - bar.open) / bar.open;
        if (move < m_threshold && move > -m_threshold)
            return;
        std::string line = formatIso(bar.time, 0) + " closed at " + std::to_string(bar.close);
        if (m_isFull)
            line += ", high " + std::to_string(bar.high) + ", low " + std::to_string(bar.low);
        context.log(line);
        if (context.flag("signals"))
            context.signal(move > 0 ? "up" : "down", move, bar.close);
        // Trading would be: context.buy(1000, "why"); or context.submit(request) with a limit, a
        // stop loss, a take profit.
    }

    /// Every quote. Leave this method out when bars are enough: it is called thousands of times an
    /// hour.
    void onTick(BrainContext &, const Tick &) override {}

    /// What other brains say.
    void onSignal(BrainContext &, const Signal &) override {}

    /// An order of this brain has a new state; refused ones say why in `order.reason`.
    void onOrder(BrainContext &context, const Order &order) override
    {
        context.log("order " + order.request.id + " is " + std::string(toString(order.state)));
    }

    /// A part of an order was executed. `context.position()` has it already.
    void onFill(BrainContext &, const Fill &) override {}

    /// `context.startTimer(delay)` has run out.
    void onTimer(BrainContext &, int /*id*/) override {}

    /// The last call of an orderly end. A crash skips it, so save what matters when it changes.
    void onStop(BrainContext &context) override
    {
        context.saveState("stopped after " + std::to_string(m_bars) + " bars");
    }

private:
    std::int64_t m_every = 1;
    double m_threshold = 0;
    bool m_isFull = false;
    std::int64_t m_bars = 0;
};

} // namespace

// Exports the class. An exception that leaves one of its methods ends this brain's process and
// nothing else.
AGORA_BRAIN(Template)
