#pragma once

#include "engine/console/engine_link.h"

#include <condition_variable>
#include <mutex>

namespace agora::console {

/// An engine made of plain values: it tells all it has as soon as a line is opened, and answers at
/// once.
class FakeEngine {
public:
    bool runs = true;
    bool answers = true;
    bool tellsTrading = true;
    std::optional<std::string> problem; ///< what every deed is refused with
    client::EngineInfo engineInfo; ///< profile and instruments are filled in
    std::vector<client::AgentInfo> agents;
    std::vector<client::BrainInfo> brains;
    std::vector<Order> orders;
    std::vector<Trade> trades;
    std::vector<Position> positions;
    Account account;
    std::vector<LogRecord> log;
    agency::Value description; ///< what every agent says of itself

    using Answer = agency::CallResult<std::vector<std::byte>>;
    /// Answers requests of the data plane, now or, with nothing, never.
    std::function<std::optional<Answer>(
        const std::string &name, const std::vector<std::byte> &body)>
        onRequest;
    client::BytesDone lastDone; ///< of the newest request

    int opened = 0;
    std::vector<client::NewBrain> added;
    std::vector<std::string> deeds;

    OpenLink opener()
    {
        return [this](const std::string &profile,
                   client::EngineListener &listener) -> Result<std::unique_ptr<EngineLink>> {
            ++opened;
            if (runs)
                tellAll(profile, listener);
            {
                const std::lock_guard lock(m_mutex);
                m_listener = &listener;
            }
            m_changed.notify_all();
            return std::unique_ptr<EngineLink>(std::make_unique<Link>(*this, listener));
        };
    }

    void waitUntilOpen()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_listener != nullptr; });
    }

    void tellConnection(client::Connection connection)
    {
        const std::lock_guard lock(m_mutex);
        m_listener->onConnection(connection, "");
    }
    void tellRouter(client::AgentPhase phase)
    {
        const std::lock_guard lock(m_mutex);
        client::AgentInfo router;
        router.name = "router";
        router.phase = phase;
        m_listener->onAgents({router});
    }

    void say(const std::vector<LogRecord> &records, bool snapshot)
    {
        const std::lock_guard lock(m_mutex);
        m_listener->onLog(records, snapshot);
    }

private:
    class Link final : public EngineLink {
    public:
        Link(FakeEngine &engine, client::EngineListener &listener)
            : m_engine(engine), m_listener(listener)
        {}

        void addBrain(const client::NewBrain &brain, client::Done done) override
        {
            m_engine.added.push_back(brain);
            const auto name = brain.name.empty() ? brain.module + "-1" : brain.name;
            client::BrainInfo info;
            info.name = name;
            info.module = brain.module;
            m_engine.brains.push_back(info);
            answer(done);
            m_listener.onBrains(m_engine.brains);
        }
        void removeBrain(const std::string &name, client::Done done) override
        {
            perform("remove " + name, done);
        }
        void startBrain(const std::string &name, client::Done done) override
        {
            perform("start " + name, done);
        }
        void stopBrain(const std::string &name, client::Done done) override
        {
            perform("stop " + name, done);
        }
        void listBrainModules(
            std::function<void(const Result<std::vector<client::BrainModuleInfo>> &)> done) override
        {
            client::BrainParameterInfo fast;
            fast.key = "fast";
            fast.title = "Fast average";
            fast.type = "integer";
            fast.defaultValue = 12;
            fast.min = 1;
            fast.max = 500;
            client::BrainModuleInfo good;
            good.key = "sma_cross";
            good.title = "Crossing averages";
            good.parameters = {fast};
            client::BrainModuleInfo old;
            old.key = "old";
            old.title = "Old";
            old.problem = "built for another version";
            done(std::vector{good, old});
        }
        void shutDownEngine(client::Done done) override
        {
            answer(done);
            if (!m_engine.problem)
                m_listener.onConnection(client::Connection::Lost, "gone");
        }
        void request(const std::string &agent, const std::string &name, std::vector<std::byte> body,
            client::BytesDone done) override
        {
            m_engine.deeds.push_back("request " + agent + " " + name);
            m_engine.lastDone = done;
            const auto answer = m_engine.onRequest
                ? m_engine.onRequest(name, body)
                : Answer(failWith(agency::CallError{
                    agency::CallError::Kind::NoAnswer, agent, name, "nobody answers"}));
            if (answer)
                done(*answer);
        }
        void call(const std::string &agent, const std::string &method,
            const agency::Value &arguments, Duration, client::CallDone done) override
        {
            call(agent, method, arguments, [=](const Result<agency::Value> &reply) {
                done(reply ? agency::CallResult<agency::Value>(*reply)
                           : failWith(agency::CallError{agency::CallError::Kind::Failed, agent,
                               method, reply.error().message}));
            });
        }
        void call(const std::string &, const std::string &method, const agency::Value &arguments,
            client::ValueDone done) override
        {
            if (!m_engine.answers)
                return;
            if (m_engine.problem)
                return done(fail(*m_engine.problem));
            done(method == "agent.describe" ? m_engine.description : arguments);
        }

    private:
        void perform(std::string deed, const client::Done &done)
        {
            m_engine.deeds.push_back(std::move(deed));
            answer(done);
        }
        void answer(const client::Done &done)
        {
            if (m_engine.answers)
                done(m_engine.problem);
        }

        FakeEngine &m_engine;
        client::EngineListener &m_listener;
    };

    void tellAll(const std::string &profile, client::EngineListener &listener) const
    {
        auto info = engineInfo;
        info.profile = profile;
        info.instruments = builtInInstruments();
        listener.onConnection(client::Connection::Connected, "connected");
        listener.onEngine(info);
        listener.onAgents(agents);
        listener.onBrains(brains);
        listener.onLog(log, true);
        if (!tellsTrading)
            return;
        listener.onOrders(orders, true);
        listener.onTrades(trades, true);
        listener.onPositions(positions, true);
        listener.onAccount(account);
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    client::EngineListener *m_listener = nullptr;
};

} // namespace agora::console
