#include "engine/agency/handler_errors.h"

#include "engine/base/clock.h"
#include "engine/base/log.h"

#include <array>

namespace agora::agency {

namespace {
constexpr std::array<std::string_view, 3> policyNames{"go-on", "stop", "restart"};
} // namespace

std::string_view toString(OnError policy) { return policyNames[static_cast<std::size_t>(policy)]; }

std::optional<OnError> parseOnError(std::string_view text)
{
    for (std::size_t i = 0; i < policyNames.size(); ++i) {
        if (policyNames[i] == text)
            return static_cast<OnError>(i);
    }
    return std::nullopt;
}

void HandlerErrors::report(std::string context, std::string text)
{
    ++m_count;
    m_last = HandlerError{steadyNow(), std::move(context), std::move(text)};
    logError(m_last->context + ": " + m_last->text);
    if (m_hook)
        m_hook(*m_last);
    if (m_policy == OnError::GoOn)
        return;
    if (!m_fatal)
        m_fatal = m_last;
    if (m_leave)
        m_leave();
}

} // namespace agora::agency
