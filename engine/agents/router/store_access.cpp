#include "engine/agents/router/store_access.h"

#include "engine/base/clock.h"

#include <algorithm>

namespace agora {

namespace {
constexpr Duration shortestRest = std::chrono::milliseconds(500);
/// A file that others hold locked makes each attempt wait for it, and all who read as well.
constexpr int restAfterAttempt = 3;
} // namespace

StoreAccess::StoreAccess(std::filesystem::path file) : m_file(std::move(file)) { open(); }

Result<void> StoreAccess::openForWriting()
{
    if (!m_problem.empty() && steadyNow() >= m_retryAt)
        open();
    if (!m_problem.empty())
        return fail(m_problem);
    return {};
}

void StoreAccess::open()
{
    const auto begun = steadyNow();
    m_store.reset();
    auto writable = MarketStore::open(m_file, MarketStore::Mode::ReadWrite);
    m_problem = writable ? std::string() : writable.error().message;
    if (writable)
        m_store.emplace(std::move(*writable));
    else // anew each time: another program may have changed it
        m_store.emplace(MarketStore::openForReading(m_file, writable.error()));
    const auto now = steadyNow();
    m_retryAt = now + std::max(shortestRest, (now - begun) * restAfterAttempt);
}

} // namespace agora
