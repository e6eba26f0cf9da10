#include "engine/agency/patterns/requests.h"

#include "engine/agency/patterns/codec.h"
#include "engine/base/log.h"

namespace agora::agency {

// ---- Asker

Asker::~Asker()
{
    for (const auto &[id, question] : m_questions) {
        if (question.timer != 0)
            m_context.bus().stopTimer(question.timer);
    }
}

Result<std::uint64_t> Asker::ask(Peer &to, Bytes body, Duration wait, OnAnswer onAnswer)
{
    const auto id = m_next++;
    Frame frame{.header = {.kind = FrameKind::Request, .correlation = id},
        .topic = m_context.bus().name(),
        .body = std::move(body)};
    if (!m_context.send(to.ref, frame))
        return fail(
            "“" + m_alias + "”: the request could not be sent, too many wait for that peer");
    ++m_asked;
    auto &question = m_questions[id];
    question = {.to = to.ref, .onAnswer = std::move(onAnswer)};
    if (wait > Duration::zero())
        question.timer = m_context.bus().after(wait, [this, id, wait] { expired(id, wait); });
    return id;
}

std::optional<Asker::Question> Asker::take(std::uint64_t id)
{
    auto found = m_questions.extract(id);
    if (found.empty())
        return std::nullopt;
    if (found.mapped().timer != 0)
        m_context.bus().stopTimer(found.mapped().timer);
    return std::move(found.mapped());
}

void Asker::forget(std::uint64_t id) { (void)take(id); }

void Asker::expired(std::uint64_t id, Duration wait)
{
    const auto question = take(id);
    if (!question)
        return;
    ++m_expired;
    question->onAnswer(fail("“" + m_alias + "”: no answer within " + inSeconds(wait)
        + " to request " + std::to_string(id)));
}

void Asker::answered(const Peer &from, const Frame &frame)
{
    const auto id = frame.header.correlation;
    const auto question = take(id);
    if (!question) {
        const bool isLate = id > 0 && id < m_next;
        ++(isLate ? m_late : m_unknown);
        return logWarning("“" + m_alias + "”: " + (isLate ? "a late" : "an unknown") + " reply of “"
            + from.agent + "” is ignored (request " + std::to_string(id) + ")");
    }
    if (frame.header.has(FlagError))
        return question->onAnswer(fail(toText(frame.body)));
    auto value = decodeValue(m_serializer, frame.body);
    if (!value)
        return question->onAnswer(value.failure());
    question->onAnswer(Delivery{.value = *std::move(value),
        .from = from.agent,
        .alias = m_alias,
        .sequence = frame.header.sequence});
}

void Asker::lost(const Peer &peer)
{
    std::vector<std::uint64_t> ids;
    for (const auto &[id, question] : m_questions) {
        if (question.to == peer.ref)
            ids.push_back(id);
    }
    const auto problem = "“" + m_alias + "”: "
        + (peer.refusal.empty() ? "“" + peer.agent + "” was lost before it answered"
                                : "refused: " + peer.refusal);
    for (const auto id : ids) { // a handler may close the socket, and with it its peers
        if (const auto question = take(id))
            question->onAnswer(fail(problem));
    }
}

void Asker::describe(Value &row) const
{
    row.set("asked", m_asked);
    row.set("underWay", static_cast<std::uint64_t>(m_questions.size()));
    row.set("expired", m_expired);
    row.set("lateReplies", m_late);
    row.set("unknownReplies", m_unknown);
}

// ---- Answerer

Answerer::Answerer(SocketContext &context, Serializer serializer, SendReply send)
    : m_context(context)
    , m_shared(std::make_shared<Shared>(Shared{std::move(send), serializer, {}}))
{}

void Answerer::deliver(Shared &shared, PeerRef to, std::uint64_t correlation,
    const std::string &alias, const Result<Value> &answer)
{
    Frame reply{
        .header = {.kind = FrameKind::Reply, .correlation = correlation}, .topic = {}, .body = {}};
    auto body = answer ? encodeValue(shared.serializer, *answer) : Result<Bytes>(answer.failure());
    if (body) {
        reply.body = *std::move(body);
    } else {
        ++shared.counts.failed;
        logWarning("“" + alias + "”: a request is answered with an error: " + body.error().message);
        reply.header.flags = FlagError;
        reply.body = toBytes(body.error().message);
    }
    shared.send(to, reply);
}

void Answerer::handle(
    PeerRef from, const Frame &request, const Delivery &about, const Handler &handler)
{
    ++m_shared->counts.requests;
    const std::weak_ptr<Shared> weak = m_shared;
    const Reply reply({.deliver =
                           [weak, from, correlation = request.header.correlation,
                               alias = about.alias](Result<Value> answer) {
                               if (const auto shared = weak.lock())
                                   deliver(*shared, from, correlation, alias, answer);
                           },
        .complain =
            [weak, alias = about.alias](const std::string &sentence) {
                if (const auto shared = weak.lock())
                    ++shared->counts.answeredTwice;
                logError("“" + alias + "”: " + sentence);
            }});
    const auto problem
        = m_context.run("handler of “" + about.alias + "”", [&] { handler(about, reply); });
    if (problem && !reply.isGiven())
        reply(fail(*problem));
}

void Answerer::refuse(PeerRef from, const Frame &request, const std::string &sentence)
{
    ++m_shared->counts.requests;
    deliver(*m_shared, from, request.header.correlation, {}, fail(sentence));
}

void Answerer::describe(Value &row) const
{
    row.set("requests", m_shared->counts.requests);
    row.set("failed", m_shared->counts.failed);
    row.set("answeredTwice", m_shared->counts.answeredTwice);
}

} // namespace agora::agency
