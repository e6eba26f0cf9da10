#include "brains/sdk/brain.h"

#include <cstdlib>
#include <stdexcept>

namespace {

using namespace agora;

/// Ends its process after so many bars, in the way that was asked for.
class CrashOnBar final : public Brain {
public:
    static BrainDescription describe()
    {
        BrainDescription about;
        about.key = "crash_on_bar";
        about.title = "Crashes on a bar";
        about.parameters = {
            {"bars", "Bars", "The bar that ends it, from 1.", std::int64_t{3}, 1, 1e6, 1, {}},
            {"how", "How", "The way it ends.", std::string("abort"), 0, 0, 0,
                {"abort", "throw", "loop"}},
        };
        return about;
    }

    void onBar(BrainContext &context, const Bar &) override
    {
        if (++m_bars < context.integer("bars"))
            return;
        if (context.text("how") == "throw")
            throw std::runtime_error("crash_on_bar was asked to throw");
        while (context.text("how") == "loop")
            m_spins = m_spins + 1;
        std::abort();
    }

private:
    std::int64_t m_bars = 0;
    volatile unsigned m_spins = 0; // volatile: an endless loop without effect may be removed
};

} // namespace

AGORA_BRAIN(CrashOnBar)
