#pragma once

#include "engine/base/ensure.h"
#include "engine/model/market_data.h"

#include <atomic>
#include <filesystem>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace agora::test {

/// What the victim of a crash test says of itself, in memory that outlives it.
struct CrashState {
    std::atomic<std::uint64_t> steps; ///< fail points passed
    std::atomic<std::uint64_t> isWriting; ///< a transaction is open
    std::atomic<std::uint64_t> commits;
    std::atomic<std::uint64_t> bars; ///< flush returned when there were so many
    std::atomic<std::uint64_t> ticks;

    /// The file's, which is made when it is missing; for the rest of the process's life.
    static CrashState &of(const std::filesystem::path &file)
    {
        const int handle = open(file.c_str(), O_RDWR | O_CREAT, 0600);
        AGORA_ENSURE(handle >= 0 && ftruncate(handle, sizeof(CrashState)) == 0);
        void *memory
            = mmap(nullptr, sizeof(CrashState), PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
        AGORA_ENSURE(memory != MAP_FAILED);
        close(handle);
        return *static_cast<CrashState *>(memory);
    }
};

/// The n-th bar and tick that a victim writes: known without asking it.
inline QuoteBar crashBar(std::uint64_t n)
{
    const auto price = static_cast<double>(100'000 + n * 37 % 1000) / 1e5;
    const Ohlc flat{price, price, price, price};
    return {.openTime = fromNanos(1'700'000'040'000'000'000) + std::chrono::minutes(n),
        .bid = flat,
        .ask = flat,
        .mid = flat,
        .volume = static_cast<double>(n % 200),
        .flags = BarLive | BarComplete};
}

inline Tick crashTick(std::uint64_t n)
{
    const auto price = static_cast<double>(100'000 + n * 41 % 1000) / 1e5;
    return {.time = fromNanos(1'700'000'040'000'000'000) + std::chrono::milliseconds(n / 3 * 7),
        .bid = price,
        .ask = price + 0.5,
        .volume = 0,
        .number = n + 1};
}

} // namespace agora::test
