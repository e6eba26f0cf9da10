#include "engine/agency/life/kinds.h"
#include "engine/agency/life/system.h"

#include "engine/base/process.h"
#include "engine/base/text.h"

#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <thread>

using namespace agora;
using namespace agora::agency;

namespace {

void pause(const Value &ms)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(ms.asInteger()));
}

/// Part of what an agent leaves to its bus: it takes its time to go.
struct SlowToGo {
    explicit SlowToGo(Value itsMs) : ms(std::move(itsMs)) {}
    ~SlowToGo() { pause(ms); }
    SlowToGo(const SlowToGo &) = delete;
    SlowToGo &operator=(const SlowToGo &) = delete;

    Value ms;
};

/// Does what its attributes say at each step of its birth, and what its methods are asked for then.
class Sample final : public AgentBody {
public:
    explicit Sample(AgentLife &life) : m_life(life), m_attributes(life.setup().attributes)
    {
        if (m_attributes["throwInConstructor"].isText())
            throw std::runtime_error(m_attributes["throwInConstructor"].asText());
        addMethods();
    }

    Result<void> onInit() override
    {
        pause(m_attributes["initMs"]);
        if (m_attributes["dieBySignal"].isInteger()) {
            std::signal(static_cast<int>(m_attributes["dieBySignal"].asInteger()), SIG_DFL);
            std::raise(static_cast<int>(m_attributes["dieBySignal"].asInteger()));
        }
        if (m_attributes["exit"].isInteger())
            endAtOnce(static_cast<int>(m_attributes["exit"].asInteger()));
        if (m_attributes["failInit"].isText())
            return fail(m_attributes["failInit"].asText());
        if (m_attributes["throwInit"].isText())
            throw std::runtime_error(m_attributes["throwInit"].asText());
        if (const auto &endpoint = m_attributes["bind"]; endpoint.isText()) {
            const auto bound = m_life.bus().transport().bind(endpoint.asText());
            if (!bound)
                return bound.failure();
        }
        return {};
    }

    Result<void> beforeLoop() override
    {
        if (m_attributes["throwBeforeLoop"].isText())
            throw std::runtime_error(m_attributes["throwBeforeLoop"].asText());
        if (!m_attributes["isQuiet"].asBool())
            m_life.bus().every(std::chrono::milliseconds(10), [this] { ++m_ticks; });
        if (const auto &to = m_attributes["pushTo"]; to.isText())
            m_life.bus().every(
                std::chrono::milliseconds(m_attributes["pushMs"].asInteger(5)), [this, to] {
                    m_life.bus().push(to.asText(), "act", toBytes(std::to_string(++m_pushed)));
                });
        return {};
    }

    void onIdle() override { ++m_idle; }
    void onStop() override { pause(m_attributes["stopMs"]); }

private:
    void addMethods()
    {
        auto &bus = m_life.bus();
        bus.method("state", "Counters.",
            [this](const Value &, const Answer &answer) { answer.value(state()); });
        bus.method("add", "{a, b} → a + b", [](const Value &arguments, const Answer &answer) {
            answer.value(Value(arguments["a"].asInteger() + arguments["b"].asInteger()));
        });
        bus.method("busy", "{ms}: works without a turn.",
            [](const Value &arguments, const Answer &answer) {
                pause(arguments["ms"]);
                answer.value(Value(true));
            });
        bus.method("spin", "Never comes back.", [](const Value &, const Answer &) {
            for (volatile bool goOn = true; goOn;) {}
        });
        bus.method("block", "Waits for ever for a message that nobody sends.",
            [this](const Value &, const Answer &) { block(); });
        bus.method("throw", "{text}", [](const Value &arguments, const Answer &) {
            throw std::runtime_error(arguments["text"].asText());
        });
        bus.method("onError", "{policy}", [this](const Value &arguments, const Answer &answer) {
            m_life.bus().errors().setPolicy(*parseOnError(arguments["policy"].asText()));
            m_life.bus().after(
                std::chrono::milliseconds(1), [] { throw std::runtime_error("oh"); });
            answer.value(Value(true));
        });
        bus.method("spawn", "{name, goOn}: an agent of this kind.",
            [this](
                const Value &arguments, const Answer &answer) { answer.value(spawn(arguments)); });
        bus.method("slowToGo", "Nothing.",
            [slow = std::make_shared<SlowToGo>(m_attributes["goneMs"])](
                const Value &, const Answer &answer) { answer.value(Value(slow != nullptr)); });
        bus.onPush("act", [this](const Message &message) { received(message); });
        m_life.control().method("quick", "At once, while the agent is busy.",
            [](const Value &arguments) -> Result<Value> { return arguments; });
    }

    [[nodiscard]] Value state() const
    {
        Value state;
        state.set("pid", currentPid());
        state.set("epoch", m_life.setup().epoch);
        state.set("ticks", m_ticks);
        state.set("idle", m_idle);
        state.set("pushed", m_pushed);
        state.set("attributes", m_attributes);
        state.set("acts", m_acts);
        state.set("late", m_late);
        return state;
    }

    void block()
    {
        auto &transport = m_life.bus().transport();
        const auto socket
            = transport.openRaw(RawKind::Pull, RawRole::Bind, m_life.setup().ipcEndpoint(".raw"));
        (void)transport.receiveRaw(*socket, forEver);
    }

    Result<Value> spawn(const Value &arguments)
    {
        const auto child = m_life.spawner().spawn({.name = arguments["name"].asText(),
            .kind = "sample",
            .orphans = arguments["goOn"].asBool() ? Orphans::GoOn : Orphans::End});
        if (!child)
            return child.failure();
        return Value(child->pid);
    }

    /// Counts what each life of the sender did, and what an older one did after a newer one.
    void received(const Message &message)
    {
        const auto epoch = std::to_string(message.epoch);
        m_acts.set(epoch, m_acts[epoch].asInteger() + 1);
        m_late += message.epoch < m_newest ? 1 : 0;
        m_newest = std::max(m_newest, message.epoch);
    }

    AgentLife &m_life;
    const Value m_attributes;
    Value m_acts{Value::Object{}};
    std::uint64_t m_newest = 0;
    std::int64_t m_late = 0;
    std::int64_t m_ticks = 0;
    std::int64_t m_idle = 0;
    std::int64_t m_pushed = 0;
};

/// A program that starts a system of its own and waits: what it leaves behind when it is killed?
int startSystem()
{
    auto system = System::start({.orphans = Orphans::End});
    if (!system)
        return 1;
    for (const auto *name : {"one", "two"}) {
        const auto agent = (*system)->spawn({.name = name, .kind = "sample"});
        if (!agent)
            return 1;
        std::printf("%d\n", agent->pid);
    }
    std::printf("%s\n", (*system)->nameServer().c_str());
    std::fflush(stdout);
    for (;;)
        std::this_thread::sleep_for(std::chrono::seconds(1));
}

} // namespace

int main(int argc, char *argv[])
{
    Kinds kinds;
    kinds.add("sample", [](AgentLife &life) -> Result<std::unique_ptr<AgentBody>> {
        return std::unique_ptr<AgentBody>(std::make_unique<Sample>(life));
    });
    kinds.addNameServer("counting-nameserver", [](Bus &bus, NameServer &names) {
        bus.method("ns.count", "How many agents.", [&names](const Value &, const Answer &answer) {
            answer.value(Value(static_cast<std::int64_t>(names.all().size())));
        });
    });
    if (const auto code = runAsAgent(argc, argv, kinds))
        return *code;
    return startSystem();
}
