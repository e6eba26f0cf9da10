#include "engine/agency/life/spawn.h"

#include "engine/base/paths.h"

namespace agora::agency {

namespace {
constexpr Duration deathWait
    = std::chrono::milliseconds(500); ///< from the cut to the process's end
}

ChildAgent::ChildAgent(AgentSetup setup, Process process)
    : m_setup(std::move(setup)), m_process(std::move(process)), m_lifeline(m_process.takeLifeline())
{}

Result<ChildAgent> ChildAgent::start(AgentSetup setup, const std::filesystem::path &program,
    const std::filesystem::path &output, bool isOutputShared)
{
    setup.lifeline = Process::lifelineHandle;
    ProcessSpec spec{.program = program.empty() ? programFile() : program,
        .arguments = setup.toArguments(),
        .environment = {},
        .output = output,
        .sharesOutput = isOutputShared,
        .hasLifeline = true};
    if (!setup.attributes.isNull()) {
        auto attributes = setup.attributes.toJson();
        if (!setup.attributes.isObject())
            return fail("cannot start “" + setup.name + "”: its attributes are no object");
        if (attributes.size() > mostAttributeBytes)
            return fail("cannot start “" + setup.name + "”: its attributes are "
                + std::to_string(attributes.size()) + " bytes of JSON, more than "
                + std::to_string(mostAttributeBytes) + "; send large data as a message");
        spec.environment.emplace_back(attributesVariable, std::move(attributes));
    }
    auto process = Process::start(spec);
    if (!process)
        return process.failure();
    return ChildAgent(std::move(setup), *std::move(process));
}

const std::optional<Result<SpawnedAgent>> &ChildAgent::started(Duration limit)
{
    if (m_started)
        return m_started;
    if (const auto line = m_lifeline.hear(limit))
        hear(*line);
    else if (const bool isCut = m_lifeline.isCut(); isCut || limit == Duration::zero()) {
        // Its end and the cut come together, in any order.
        if (const auto end = m_process.wait(isCut ? deathWait : Duration::zero()))
            diedUnheard(*end);
    }
    return m_started;
}

void ChildAgent::hear(const std::string &line)
{
    const auto news = Value::parseJson(line);
    if (!news || !(*news)["running"].asBool()) {
        m_started.emplace(fail(news ? (*news)["failed"].asText() : line));
        return;
    }
    m_started.emplace(SpawnedAgent{.name = m_setup.name,
        .endpoint = (*news)["endpoint"].asText(),
        .nameServer = m_setup.nameServer,
        .epoch = m_setup.epoch,
        .pid = m_process.pid()});
}

void ChildAgent::diedUnheard(const ProcessEnd &end)
{
    if (const auto line = m_lifeline.hear(Duration::zero()))
        return hear(*line);
    m_started.emplace(
        fail("“" + m_setup.name + "” ended with " + end.describe() + " before it ran"));
}

} // namespace agora::agency
