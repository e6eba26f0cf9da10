#include "engine/agents/program/agent_program.h"

#include "engine/base/log.h"
#include "engine/model/instrument_file.h"
#include "engine/protocol/codec.h"

#include <algorithm>
#include <cstdio>
#include <thread>

namespace agora {

namespace {
constexpr Duration settingsLimit = std::chrono::seconds(5);

/// The frame that all trading agents live in: settings from the supervisor, then the agent itself.
class AgentFrame final : public agency::AgentBody {
public:
    AgentFrame(agency::AgentLife &life, MakeAgent make) : m_life(life), m_make(make)
    {
        // After an unexpected exception its state is in doubt: better a new life from what is on
        // disk.
        life.bus().errors().setPolicy(agency::OnError::Restart);
        connectLog();
    }
    ~AgentFrame() override { setLogSink({}); } // what is logged from here on goes to the file alone

    Result<void> beforeLoop() override
    {
        const auto settings = fetchSettings();
        if (!settings)
            return settings.failure();
        if (const auto &text = (*settings)["instrumentList"]; text.isText()) {
            auto instruments = parseInstruments(text.asText(), "the engine's instruments", {});
            if (!instruments)
                return instruments.failure();
            useInstruments(*std::move(instruments));
        }
        auto agent = m_make(m_life, *settings);
        if (!agent)
            return agent.failure();
        m_agent = std::move(*agent);
        return {};
    }
    [[nodiscard]] bool isReady() const override { return m_agent->isReady(); }
    [[nodiscard]] int exitCode() const override { return m_agent->exitCode(); }
    void onStop() override { m_agent->stop(); }

private:
    Result<agency::Value> fetchSettings()
    {
        const auto &setup = m_life.setup();
        if (setup.supervisor.empty())
            return agency::Value();
        agency::Value who;
        who.set("name", setup.name);
        std::optional<Result<agency::Value>> settings;
        m_life.bus().call(setup.supervisor, "overmind.settings", who, settingsLimit,
            [&](Result<agency::Value> reply) { settings = std::move(reply); });
        while (!settings)
            m_life.bus().turn(settingsLimit);
        return *settings;
    }

    void connectLog()
    {
        const auto &setup = m_life.setup();
        LogSetup log{.agent = setup.name,
            .file = setup.logFile,
            .alsoStderr = false,
            .now = {}, // the machine's time: a log is read beside other logs, also in a replay
            .sink = {}};
        if (setup.kind != "logger")
            log.sink = [this, mine = std::this_thread::get_id()](const LogRecord &record) {
                if (std::this_thread::get_id() == mine)
                    return send(record);
                m_life.bus().post([this, record] { send(record); }); // a bus has one thread
            };
        setUpLog(std::move(log));
    }

    void send(const LogRecord &record)
    {
        m_life.bus().pushQuietly(
            "logger", protocol::topics::log, protocol::encode(protocol::LogBatch{{record}}));
    }

    agency::AgentLife &m_life;
    MakeAgent m_make;
    std::unique_ptr<RunningAgent> m_agent;
};

} // namespace

int runAgentProgram(const std::vector<std::string> &arguments, std::span<const AgentKind> kinds)
{
    auto setup = agency::AgentSetup::fromArguments(arguments);
    if (!setup) {
        std::fprintf(stderr, "%s\n", setup.error().message.c_str());
        return agency::exitcode::Usage;
    }
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
        [&](const AgentKind &each) { return each.name == setup->kind; });
    agency::AgentLife life(*std::move(setup));
    return life.live([&](agency::AgentLife &) -> Result<std::unique_ptr<agency::AgentBody>> {
        if (kind == kinds.end())
            return fail("this program has no agents of the kind “" + life.setup().kind + "”");
        return std::unique_ptr<agency::AgentBody>(std::make_unique<AgentFrame>(life, kind->make));
    });
}

} // namespace agora
