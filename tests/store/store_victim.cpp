// Writes a history that tst_store_crash knows, until it is killed:
//   store_victim STORE STATE import|live PLACE NUMBER
// It kills itself at the NUMBER-th passing of the fail point PLACE (“-” = never).
#include "engine/store/market_store.h"
#include "tests/store/crash_state.h"

#include <csignal>
#include <cstdlib>
#include <cstring>

using namespace agora;

namespace {

test::CrashState *state = nullptr;
const char *fatalPlace = "-";
long passesLeft = 0;

void pass(const char *place)
{
    if (std::strcmp(place, "read") == 0)
        return; // no part of a write
    if (std::strcmp(place, "committed") == 0) {
        state->isWriting = 0;
        ++state->commits;
    } else if (std::strcmp(place, "begin") != 0) {
        state->isWriting = 1;
    }
    ++state->steps;
    if (std::strcmp(place, fatalPlace) == 0 && --passesLeft <= 0)
        std::raise(SIGKILL);
}

template <typename T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(3);
    }
    return std::move(*result);
}

void must(const Result<void> &result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(3);
    }
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 6)
        return 2;
    state = &test::CrashState::of(arguments[2]);
    const bool isImport = std::strcmp(arguments[3], "import") == 0;
    fatalPlace = arguments[4];
    passesLeft = std::atol(arguments[5]);
    auto store = must(MarketStore::open(arguments[1], MarketStore::Mode::ReadWrite));
    setFailPointHandler(pass);
    const auto period = Period::minutes(1);
    std::uint64_t bars = must(store.bars("EUR_USD", period, allTime)).size();
    std::uint64_t ticks = must(store.ticks("EUR_USD", allTime)).size();
    for (std::uint64_t turn = 0; turn < 100'000; ++turn) {
        const std::uint64_t atOnce = isImport ? 1500 + turn % 3 * 1000 : 1 + turn % 40;
        std::vector<QuoteBar> newBars;
        std::vector<Tick> newTicks;
        for (std::uint64_t i = 0; i < atOnce; ++i) {
            newBars.push_back(test::crashBar(bars++));
            newTicks.push_back(test::crashTick(ticks++));
        }
        must(store.putBars("EUR_USD", period, newBars));
        must(store.appendTicks("EUR_USD", newTicks));
        if (!isImport && turn % 4 != 3)
            continue;
        must(store.flush());
        state->bars = bars;
        state->ticks = ticks;
    }
    return 0;
}
