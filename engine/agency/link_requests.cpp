#include "engine/agency/links.h"

namespace agora::agency {

namespace {
const std::string nameServerName = "nameserver";
} // namespace

void Links::request(const std::string &agent, const std::string &method, Bytes body,
    std::uint16_t flags, Duration limit, OnReply onReply)
{
    const auto correlation = m_nextCorrelation++;
    const auto deadline = steadyNow() + limit;
    m_requests[correlation] = {agent, method, deadline, std::move(onReply)};
    m_nextTurn = std::min(m_nextTurn, deadline);
    const bool quietly = agent == nameServerName;
    if (!sendOn(linkTo(agent),
            {.header = {.kind = FrameKind::Request, .flags = flags, .correlation = correlation},
                .topic = method,
                .body = std::move(body)},
            quietly)) {
        m_requests.at(correlation).deadline
            = {}; // told at the next turn, never from inside this call
        m_nextTurn = {};
    }
}

void Links::tell(const std::string &agent, const std::string &method, Bytes body)
{
    sendOn(linkTo(agent),
        {.header = {.kind = FrameKind::Request, .flags = FlagJson, .correlation = 0},
            .topic = method,
            .body = std::move(body)},
        false);
}

void Links::replied(const Frame &frame)
{
    const auto found = m_requests.find(frame.header.correlation);
    if (found == m_requests.end())
        return; // too late: the caller was told so long ago
    const auto request = std::move(found->second);
    m_requests.erase(found);
    const auto &onReply = request.onReply;
    if (frame.header.has(FlagError))
        onReply(failWith(CallError{callErrorKind(frame.header.sequence), request.agent,
            request.method, toText(frame.body)}));
    else
        onReply(frame.body);
}

void Links::restarted(Link &link)
{
    m_wire.causality().writeOff(*link.connection);
    std::vector<std::pair<std::string, OnReply>> orphans;
    std::erase_if(m_requests, [&](auto &entry) {
        if (entry.second.agent != link.agent)
            return false;
        orphans.emplace_back(entry.second.method, std::move(entry.second.onReply));
        return true;
    });
    for (auto &[method, onReply] : orphans)
        onReply(failWith(CallError{CallError::Kind::Restarted, link.agent, method,
            "“" + link.agent + "” was restarted before it answered “" + method + "”"}));
    link.state = PeerState::Restarted;
    if (m_onPeer)
        m_onPeer(link.agent, PeerState::Restarted);
}

void Links::expireRequests(Duration now)
{
    std::vector<Request> expired;
    std::erase_if(m_requests, [&](auto &entry) {
        if (entry.second.deadline > now) {
            m_nextTurn = std::min(m_nextTurn, entry.second.deadline);
            return false;
        }
        expired.push_back(std::move(entry.second));
        return true;
    });
    for (auto &request : expired)
        request.onReply(failWith(CallError{CallError::Kind::NoAnswer, request.agent, request.method,
            "“" + request.agent + "” did not answer “" + request.method + "”"}));
}

} // namespace agora::agency
