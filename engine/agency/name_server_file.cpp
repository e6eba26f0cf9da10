#include "engine/agency/name_server.h"

#include "engine/base/log.h"
#include "engine/base/paths.h"

namespace agora::agency {

/// What a name server left, taken up: its agents keep their names while they prove within one lease
/// that they live. A damaged file is told of and not used: the beats bring everything back anyway.
void NameServer::load()
{
    std::error_code ignored;
    if (m_options.file.empty() || !std::filesystem::exists(m_options.file, ignored))
        return;
    const auto text = readFile(m_options.file);
    const auto state = text ? Value::parseJson(*text) : Result<Value>(text.failure());
    if (!state) {
        m_problem = m_options.file.string() + ": " + state.error().message;
        logWarning("what the last name server knew is lost: " + m_problem);
        return;
    }
    for (const auto &row : (*state)["agents"].asArray()) {
        auto registration = registrationFrom(row);
        registration.lastBeat = steadyNow();
        registration.isRemembered = true;
        m_agents[registration.name] = std::move(registration);
    }
    for (const auto &[name, epoch] : (*state)["lives"].asObject())
        m_lives[name] = {static_cast<std::uint64_t>(epoch.asInteger()), m_version, steadyNow()};
}

void NameServer::forgetFile()
{
    std::error_code ignored;
    if (!m_options.file.empty())
        std::filesystem::remove(m_options.file, ignored);
    m_options.file.clear();
}

void NameServer::save()
{
    m_isChanged = false;
    if (m_options.file.empty())
        return;
    Value agents = Value::Array{};
    for (const auto &[name, registration] : m_agents)
        agents.append(toValue(registration));
    Value lives{Value::Object{}};
    for (const auto &[name, life] : m_lives)
        lives.set(name, life.epoch);
    Value state;
    state.set("endpoint", m_options.endpoint);
    state.set("agents", std::move(agents));
    state.set("lives", std::move(lives));
    const auto written = writeFileAtomically(m_options.file, state.toJson());
    if (!written && m_problem.empty())
        logWarning("the name server cannot keep what it knows: " + written.error().message);
    m_problem = written ? "" : written.error().message;
}

} // namespace agora::agency
