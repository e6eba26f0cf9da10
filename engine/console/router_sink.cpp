#include "engine/console/router_sink.h"

#include "engine/base/clock.h"
#include "engine/base/text.h"
#include "engine/protocol/codec.h"

#include <algorithm>
#include <future>
#include <ostream>

namespace agora::console {

namespace {

using agency::CallError;
using agency::CallResult;
using Bytes = std::vector<std::byte>;

const std::string router = "router";
constexpr Duration glance = std::chrono::milliseconds(200); ///< between two looks at the line
constexpr Duration callLimit = std::chrono::minutes(1);

agency::Value named(
    const std::string &symbol, std::optional<Period> period, std::span<const TimeRange> ranges)
{
    agency::Value value;
    value.set("symbol", symbol);
    value.set("period", period ? agency::Value(period->toString()) : agency::Value());
    agency::Value list = agency::Value::Array{};
    for (const auto &range : ranges)
        list.append(agency::Value::Array{toNanos(range.from), toNanos(range.to)});
    value.set("ranges", list);
    return value;
}

/// What is wrong with the line; empty = nothing.
std::string troubleIn(const Inbox::State &state)
{
    if (state.connection != client::Connection::Connected)
        return "the engine does not answer";
    if (!state.agents)
        return {};
    const auto found = std::find_if(state.agents->begin(), state.agents->end(),
        [](const client::AgentInfo &agent) { return agent.name == router; });
    const bool isThere
        = found == state.agents->end() || found->phase == client::AgentPhase::Running;
    return isThere ? std::string() : "the Router is gone";
}

class RouterSink final : public DataSink {
public:
    explicit RouterSink(const ConsolePorts &ports) : m_ports(ports) {}

    Result<void> open(const std::string &profile)
    {
        auto link = m_ports.open(profile, m_inbox);
        if (!link)
            return link.failure();
        m_link = *std::move(link);
        const bool isUp = m_inbox.wait(m_ports.connectLimit, [](const Inbox::State &state) {
            return state.connection == client::Connection::Connected;
        });
        return isUp ? Result<void>() : fail("no engine answers");
    }

    Result<PutCounts> put(const std::string &symbol, std::span<const Tick> ticks) override
    {
        return send("market.import.ticks",
            protocol::encode(TickBatch{symbol, {ticks.begin(), ticks.end()}}), ticks.size());
    }
    Result<PutCounts> put(
        const std::string &symbol, Period period, std::span<const QuoteBar> bars) override
    {
        return send("market.import.bars",
            protocol::encode(BarBatch{symbol, period, {bars.begin(), bars.end()}}), bars.size());
    }
    Result<void> cover(
        const std::string &symbol, Period period, std::span<const TimeRange> ranges) override
    {
        const auto covered = call("market.cover", named(symbol, period, ranges));
        return covered ? Result<void>() : Result<void>(covered.failure());
    }
    Result<std::uint64_t> remove(
        const std::string &symbol, std::optional<Period> period, TimeRange range) override
    {
        const auto removed = call("market.remove", named(symbol, period, std::span(&range, 1)));
        if (!removed)
            return removed.failure();
        return static_cast<std::uint64_t>((*removed)["removed"].asInteger());
    }
    Result<std::optional<std::uint64_t>> fetch(
        const std::string &symbol, Period period, std::span<const TimeRange> ranges) override
    {
        std::uint64_t added = 0;
        for (const auto &range : ranges) { // one by one: a long gap takes the venue its time
            const auto fetched = call("market.fetch", named(symbol, period, std::span(&range, 1)));
            if (!fetched)
                return fetched.failure();
            added += static_cast<std::uint64_t>((*fetched)["added"].asInteger());
        }
        return std::optional(added);
    }
    Result<void> commit() override { return {}; }
    std::size_t rowsAtOnce() const override { return 8192; }
    std::uint64_t uncounted() const override { return m_uncounted; }

private:
    Result<PutCounts> send(const std::string &name, const Bytes &body, std::size_t rows)
    {
        const auto sentAgain = m_sentAgain;
        const auto reply = ask<Bytes>("the block under way may be stored or not",
            [&](client::BytesDone done) { m_link->request(router, name, body, std::move(done)); });
        if (!reply)
            return reply.failure();
        const auto value = agency::Value::fromMessagePack(*reply);
        if (!value)
            return value.failure();
        const PutCounts counts{static_cast<std::uint64_t>((*value)["added"].asInteger()),
            static_cast<std::uint64_t>((*value)["replaced"].asInteger())};
        const auto told = counts.added + counts.replaced;
        if (m_sentAgain != sentAgain && told < rows)
            m_uncounted += rows - told;
        return counts;
    }

    Result<agency::Value> call(const std::string &method, const agency::Value &arguments)
    {
        return ask<agency::Value>(
            "what it was asked last may be done or not", [&](client::CallDone done) {
                m_link->call(router, method, arguments, callLimit, std::move(done));
            });
    }

    /// Asks until there is an answer; `doubt` says what is not known when nobody gives one.
    template <typename Answer, typename Start>
    Result<Answer> ask(const char *doubt, Start start)
    {
        while (m_end.empty()) {
            const auto answer = answered<Answer>(start);
            if (!answer)
                break;
            if (*answer) {
                if (m_goneSince)
                    tell("it goes on");
                m_goneSince.reset();
                return **answer;
            }
            const auto kind = answer->error().kind;
            if (kind == CallError::Kind::NoAnswer)
                return fail(answer->error().text + "; " + doubt);
            if (kind != CallError::Kind::Restarted)
                return fail(answer->error().text);
            ++m_sentAgain;
            tell("the Router was restarted before it answered; it is asked again");
        }
        return fail(m_end + "; " + doubt);
    }

    /// Nothing when it is given up; `m_end` then says why.
    template <typename Answer, typename Start>
    std::optional<CallResult<Answer>> answered(Start start)
    {
        // Shared with the client, which may answer after the wait was given up.
        const auto promise = std::make_shared<std::promise<CallResult<Answer>>>();
        auto answer = promise->get_future();
        start([promise](const CallResult<Answer> &given) { promise->set_value(given); });
        while (answer.wait_for(std::min(glance, m_ports.patience)) != std::future_status::ready) {
            if (!mayWait())
                return std::nullopt;
        }
        return answer.get();
    }

    bool mayWait()
    {
        const auto trouble = troubleIn(m_inbox.state());
        if (trouble.empty()) {
            if (m_goneSince)
                tell("the Router is there again");
            m_goneSince.reset();
            return true;
        }
        if (!m_goneSince) {
            m_goneSince = steadyNow();
            tell(trouble + "; waiting for the next one (Ctrl-C ends that)");
        }
        if (m_ports.interrupted)
            m_end = "interrupted, and " + trouble;
        else if (steadyNow() - *m_goneSince >= m_ports.patience)
            m_end = trouble + ", and no other came within "
                + formatFixed(std::chrono::duration<double>(m_ports.patience).count(), 0) + " s";
        return m_end.empty();
    }

    void tell(const std::string &note) const
    {
        m_ports.err << (m_ports.showsProgress ? "\n" : "") << "agoractl: " << note << std::endl;
    }

    const ConsolePorts &m_ports;
    Inbox m_inbox; // outlives the line, which fills it
    std::optional<Duration> m_goneSince;
    std::string m_end; ///< why nobody is asked any more
    std::uint64_t m_sentAgain = 0; ///< how often
    std::uint64_t m_uncounted = 0;
    std::unique_ptr<EngineLink> m_link;
};

} // namespace

Result<std::unique_ptr<DataSink>> openRouterSink(
    const ConsolePorts &ports, const std::string &profile)
{
    auto sink = std::make_unique<RouterSink>(ports);
    if (const auto opened = sink->open(profile); !opened)
        return opened.failure();
    return std::unique_ptr<DataSink>(std::move(sink));
}

} // namespace agora::console
