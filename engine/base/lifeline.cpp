#include "engine/base/lifeline.h"

#include "engine/base/clock.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace agora {

Lifeline::Lifeline(Lifeline &&other) noexcept
    : m_handle(std::exchange(other.m_handle, -1))
    , m_isCut(other.m_isCut)
    , m_heard(std::move(other.m_heard))
{}

Lifeline &Lifeline::operator=(Lifeline &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    std::swap(m_isCut, other.m_isCut);
    std::swap(m_heard, other.m_heard);
    return *this;
}

Lifeline::~Lifeline() { close(); }

Result<std::pair<Lifeline, Lifeline>> Lifeline::makePair()
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return fail(std::string("cannot make a lifeline: ") + std::strerror(errno));
    return std::pair{Lifeline(ends[0]), Lifeline(ends[1])};
}

Lifeline Lifeline::inherited(int handle)
{
    // Our own children must not hold it: they would keep our starter from noticing our death.
    return ::fcntl(handle, F_SETFD, FD_CLOEXEC) == 0 ? Lifeline(handle) : Lifeline();
}

void Lifeline::keepAcrossExec() { ::fcntl(m_handle, F_SETFD, 0); }

void Lifeline::close()
{
    if (m_handle >= 0)
        ::close(std::exchange(m_handle, -1));
}

void Lifeline::fill()
{
    std::array<char, 4096> block{};
    while (m_handle >= 0 && !m_isCut) {
        const auto got = ::recv(m_handle, block.data(), block.size(), MSG_DONTWAIT);
        if (got > 0)
            m_heard.append(block.data(), static_cast<std::size_t>(got));
        else if (got < 0 && errno == EINTR)
            continue;
        else if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        else
            m_isCut = true;
    }
}

bool Lifeline::isCut()
{
    fill();
    return (m_handle < 0 || m_isCut) && m_heard.find('\n') == std::string::npos;
}

bool Lifeline::say(std::string_view line)
{
    std::string text(line);
    std::replace(text.begin(), text.end(), '\n', ' ');
    text += '\n';
    const auto sent = m_handle < 0
        ? -1
        : ::send(m_handle, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    return sent == static_cast<ssize_t>(text.size());
}

std::optional<std::string> Lifeline::hear(Duration limit)
{
    const auto deadline = steadyNow() + limit;
    for (;;) {
        fill();
        if (const auto end = m_heard.find('\n'); end != std::string::npos) {
            auto line = m_heard.substr(0, end);
            m_heard.erase(0, end + 1);
            return line;
        }
        const auto left = deadline - steadyNow();
        if (m_handle < 0 || m_isCut || left <= Duration::zero())
            return std::nullopt;
        pollfd watched{m_handle, POLLIN, 0};
        const auto waitMs = std::chrono::ceil<std::chrono::milliseconds>(left).count();
        ::poll(&watched, 1, static_cast<int>(std::min<std::int64_t>(waitMs, 1'000)));
    }
}

} // namespace agora
