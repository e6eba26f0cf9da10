#include "engine/agency/life/agent_setup.h"

#include "engine/base/process.h"
#include "engine/base/text.h"

#include <array>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <map>
#include <random>

namespace agora::agency {

namespace {

const std::string nobody = "none"; ///< as a name server: whatever the environment says

/// `--key value` pairs, taken one by one; what is left over is unknown.
class Arguments {
public:
    static Result<Arguments> read(const std::vector<std::string> &words)
    {
        Arguments arguments;
        const std::size_t first = !words.empty() && words[0] == agentArgument ? 1 : 0;
        for (std::size_t i = first; i < words.size(); i += 2) {
            if (!words[i].starts_with("--") || i + 1 == words.size())
                return fail("argument “" + words[i] + "”: expected `--key value`");
            arguments.m_values[words[i].substr(2)] = words[i + 1];
        }
        return arguments;
    }
    std::string text(const std::string &key, std::string fallback = {})
    {
        const auto found = m_values.find(key);
        if (found == m_values.end())
            return fallback;
        auto value = std::move(found->second);
        m_values.erase(found);
        return value;
    }
    std::int64_t number(const std::string &key, std::int64_t fallback = 0)
    {
        const auto given = text(key);
        if (given.empty())
            return fallback;
        const auto value = parseInteger(given);
        if (!value && m_problem.empty())
            m_problem = "argument “--" + key + " " + given + "”: not a whole number";
        return value.value_or(0);
    }
    bool choice(const std::string &key, const std::string &yes, const std::string &no)
    {
        const auto given = text(key, no);
        if (given != yes && given != no && m_problem.empty())
            m_problem = "argument “--" + key + " " + given + "”: expected " + yes + " or " + no;
        return given == yes;
    }
    [[nodiscard]] Result<void> finish() const
    {
        if (!m_problem.empty())
            return fail(m_problem);
        if (!m_values.empty())
            return fail("unknown argument “--" + m_values.begin()->first + "”");
        return {};
    }

private:
    std::map<std::string, std::string> m_values;
    std::string m_problem;
};

Result<Value> takeAttributes()
{
    const char *given = std::getenv(attributesVariable);
    if (given == nullptr)
        return Value(Value::Object{});
    auto attributes = Value::parseJson(given);
    ::unsetenv(attributesVariable);
    if (!attributes)
        return fail(std::string(attributesVariable) + ": " + attributes.error().message);
    if (!attributes->isObject())
        return fail(std::string(attributesVariable) + ": not a JSON object");
    return attributes;
}

std::string inBase36(std::uint64_t number)
{
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 36).ptr;
    return {digits.data(), end};
}

std::string socketIn(
    const std::filesystem::path &folder, const std::string &name, const std::string &label)
{
    constexpr std::size_t longest = 107; // of a socket's path, by the system
    auto file = folder / (name + label + ".sock");
    if (file.native().size() > longest) {
        std::uint64_t hash = 0xcbf29ce484222325U; // FNV-1a
        for (const char c : name)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        file = folder / (inBase36(hash) + label + ".sock");
    }
    return "ipc://" + file.string();
}

std::string environmentText(const char *variable)
{
    const char *value = std::getenv(variable);
    return value != nullptr ? value : "";
}

} // namespace

std::vector<std::string> AgentSetup::toArguments() const
{
    std::vector<std::string> arguments{
        agentArgument, "--kind", kind, "--name", name, "--epoch", std::to_string(epoch)};
    const auto add = [&](const char *key, std::string value) {
        if (value.empty())
            return;
        arguments.emplace_back(key);
        arguments.push_back(std::move(value));
    };
    add("--runtime-folder", runtimeFolder.string());
    add("--runtime-folder-is", isFolderTemporary ? "temporary" : "");
    add("--name-server", nameServer.empty() ? nobody : nameServer);
    add("--endpoint", endpoint);
    add("--transport", transport == "ipc" ? "" : transport);
    add("--host", host == AgentSetup().host ? "" : host);
    add("--supervisor", supervisor);
    add("--restart", isSupervised ? "supervisor" : "");
    add("--orphans", orphans == Orphans::GoOn ? "go-on" : "");
    add("--lifeline", lifeline >= 0 ? std::to_string(lifeline) : "");
    add("--log-file", logFile.string());
    add("--state-file", stateFile.string());
    add("--clock-offset-ns", clockOffset != Duration{} ? std::to_string(clockOffset.count()) : "");
    add("--clock-master", clockMaster);
    if (faults.maxDelay > Duration::zero()) {
        const auto delay = std::chrono::duration_cast<std::chrono::microseconds>(faults.maxDelay);
        add("--fault-delay-us", std::to_string(delay.count()));
        add("--fault-seed", std::to_string(faults.seed));
    }
    return arguments;
}

Result<AgentSetup> AgentSetup::fromArguments(const std::vector<std::string> &arguments)
{
    auto read = Arguments::read(arguments);
    if (!read)
        return read.failure();
    AgentSetup setup;
    setup.kind = read->text("kind");
    setup.name = read->text("name");
    setup.epoch = static_cast<std::uint64_t>(read->number("epoch"));
    setup.runtimeFolder = read->text("runtime-folder");
    setup.isFolderTemporary = read->choice("runtime-folder-is", "temporary", "lasting");
    setup.nameServer = read->text("name-server", environmentText(nameServerVariable));
    if (setup.nameServer == nobody)
        setup.nameServer.clear();
    setup.endpoint = read->text("endpoint");
    setup.transport = read->choice("transport", "tcp", "ipc") ? "tcp" : "ipc";
    setup.host = read->text("host", setup.host);
    setup.supervisor = read->text("supervisor");
    setup.isSupervised = read->choice("restart", "supervisor", "self");
    setup.orphans = read->choice("orphans", "go-on", "end") ? Orphans::GoOn : Orphans::End;
    setup.lifeline = static_cast<int>(read->number("lifeline", -1));
    setup.logFile = read->text("log-file");
    setup.stateFile = read->text("state-file");
    setup.clockOffset = Duration(read->number("clock-offset-ns"));
    setup.clockMaster = read->text("clock-master");
    setup.faults.maxDelay = std::chrono::microseconds(read->number("fault-delay-us"));
    setup.faults.seed = static_cast<std::uint64_t>(read->number("fault-seed"));
    if (const auto finished = read->finish(); !finished)
        return finished.failure();
    if (setup.kind.empty() || setup.runtimeFolder.empty())
        return fail("an agent needs --kind and --runtime-folder");
    if (setup.name.empty())
        setup.name = generatedName();
    if (setup.epoch == 0)
        setup.epoch = nextEpoch();
    auto attributes = takeAttributes();
    if (!attributes)
        return attributes.failure();
    setup.attributes = std::move(*attributes);
    return setup;
}

std::string AgentSetup::ipcEndpoint(const std::string &label) const
{
    return socketIn(runtimeFolder, name + "-" + inBase36(epoch), label);
}

std::string AgentSetup::namedEndpoint() const { return socketIn(runtimeFolder, name, ""); }

std::string generatedName()
{
    std::random_device source;
    constexpr std::string_view hex = "0123456789abcdef";
    std::string name;
    while (name.size() < 32) {
        auto bits = source();
        for (int i = 0; i < 8; ++i, bits >>= 4)
            name += hex[bits & 15U];
    }
    return name;
}

std::uint64_t nextEpoch()
{
    static std::atomic<std::uint64_t> last = 0; // of this process: two in one nanosecond differ
    auto previous = last.load();
    std::uint64_t next = 0;
    do {
        next = std::max(previous + 1, static_cast<std::uint64_t>(toNanos(SystemClock().now())));
    } while (!last.compare_exchange_weak(previous, next));
    return next;
}

} // namespace agora::agency
