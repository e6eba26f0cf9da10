#include "engine/base/text.h"
#include "engine/console/brain_parameters.h"
#include "engine/console/documents.h"
#include "engine/console/inspection.h"
#include "engine/console/session.h"
#include "engine/console/tables.h"

#include <algorithm>
#include <ostream>

namespace agora::console {

template <typename Answer, typename Start>
std::optional<Answer> Session::answerTo(Start start)
{
    // Shared with the client, which may answer after the wait was given up.
    const auto answer = std::make_shared<std::optional<Answer>>();
    start([this, answer](
              const Answer &given) { m_inbox.update([&](Inbox::State &) { *answer = given; }); });
    static_cast<void>(waitFor(m_command.timeout, [&](const Inbox::State &state) {
        return answer->has_value() || state.connection != client::Connection::Connected;
    }));
    std::optional<Answer> result;
    m_inbox.update([&](Inbox::State &) { result = *answer; });
    return result;
}

Outcome Session::confirmed(const std::function<void(client::Done)> &start)
{
    const auto answer = answerTo<std::optional<std::string>>(start);
    if (!answer)
        return tooLate("did not answer");
    if (*answer)
        return refuse(**answer);
    return {};
}

Result<std::vector<client::BrainModuleInfo>, Refusal> Session::modules()
{
    using Modules = Result<std::vector<client::BrainModuleInfo>>;
    const auto answer = answerTo<Modules>([this](std::function<void(const Modules &)> done) {
        m_link->listBrainModules(std::move(done));
    });
    if (!answer)
        return tooLate("did not list its brain modules");
    if (!*answer)
        return refuse(answer->error().message);
    return answer->value();
}

Outcome Session::showModules()
{
    const auto known = modules();
    if (!known)
        return known.failure();
    m_command.json ? print(toDocument(*known)) : Tables(m_ports.out, {}).modules(*known);
    return {};
}

Result<client::NewBrain, Refusal> Session::newBrain()
{
    const auto &wanted = m_command.brain;
    const auto known = modules();
    if (!known)
        return known.failure();
    const auto module = std::find_if(known->begin(), known->end(),
        [&](const client::BrainModuleInfo &other) { return other.key == wanted.module; });
    if (module == known->end()) {
        std::vector<std::string> keys;
        for (const auto &other : *known)
            keys.push_back(other.key);
        return refuse(
            "there is no brain module “" + wanted.module + "”" + suggestion(wanted.module, keys));
    }
    if (!module->problem.empty())
        return refuse("brain module “" + module->key + "” cannot be used: " + module->problem);
    auto parameters = typedParameters(*module, wanted.parameters);
    if (!parameters)
        return refuse(parameters.error().message);
    std::vector<std::string> symbols;
    const auto state = m_inbox.state();
    for (const auto &instrument : state.engine->instruments)
        symbols.push_back(instrument.symbol);
    if (std::find(symbols.begin(), symbols.end(), wanted.symbol) == symbols.end())
        return refuse("the venue has no instrument “" + wanted.symbol + "”"
            + suggestion(wanted.symbol, symbols));
    return client::NewBrain{.name = wanted.name,
        .module = wanted.module,
        .symbol = wanted.symbol,
        .period = wanted.period,
        .parameters = *std::move(parameters)};
}

Outcome Session::addBrain()
{
    const auto told = require(
        "brains", nullptr, [](const Inbox::State &state) { return state.engine && state.brains; });
    if (!told)
        return told;
    const auto before = *m_inbox.state().brains;
    const auto brain = newBrain();
    if (!brain)
        return brain.failure();
    const auto added
        = confirmed([&](client::Done done) { m_link->addBrain(*brain, std::move(done)); });
    if (!added)
        return added;
    const auto name = brain->name.empty() ? nameOfAdded(before) : brain->name;
    printDone(
        "brain " + (name.empty() ? "of module " + brain->module : "“" + name + "”") + " added",
        {{"brain", name.empty() ? agency::Value() : agency::Value(name)}});
    return {};
}

std::string Session::nameOfAdded(const std::vector<client::BrainInfo> &before)
{
    std::string name;
    const auto hasNew = [&](const Inbox::State &state) {
        for (const auto &brain : *state.brains) {
            const bool isOld = std::any_of(before.begin(), before.end(),
                [&](const client::BrainInfo &old) { return old.name == brain.name; });
            if (!isOld && brain.module == m_command.brain.module)
                name = brain.name;
        }
        return !name.empty();
    };
    constexpr Duration patience = std::chrono::seconds(2); // it is done; only its name is missing
    static_cast<void>(waitFor(patience, hasNew));
    return name;
}

Outcome Session::changeBrain()
{
    const auto &name = m_command.brain.name;
    const char *done = nullptr;
    const auto changed = confirmed([&](client::Done answer) {
        if (m_command.verb == Verb::BrainRemove) {
            done = "removed";
            m_link->removeBrain(name, std::move(answer));
        } else if (m_command.verb == Verb::BrainStart) {
            done = "started";
            m_link->startBrain(name, std::move(answer));
        } else {
            done = "stopped";
            m_link->stopBrain(name, std::move(answer));
        }
    });
    if (!changed)
        return changed;
    printDone("brain “" + name + "” " + done, {{"brain", name}});
    return {};
}

Result<agency::Value, Refusal> Session::callAgent(
    const std::string &method, const agency::Value &arguments)
{
    const auto &name = m_command.call.agent;
    const auto told = require(
        "agents", nullptr, [](const Inbox::State &state) { return state.agents.has_value(); });
    if (!told)
        return told.failure();
    std::vector<std::string> names{"overmind"};
    const auto state = m_inbox.state();
    for (const auto &agent : *state.agents)
        names.push_back(agent.name);
    if (std::find(names.begin(), names.end(), name) == names.end())
        return refuse("there is no agent “" + name + "”" + suggestion(name, names));
    const auto answer = answerTo<Result<agency::Value>>(
        [&](client::ValueDone done) { m_link->call(name, method, arguments, std::move(done)); });
    if (!answer)
        return tooLate("did not answer");
    if (!*answer)
        return refuse(answer->error().message);
    return answer->value();
}

Outcome Session::call()
{
    const auto answer = callAgent(m_command.call.method, m_command.call.value);
    if (!answer)
        return answer.failure();
    print(*answer);
    return {};
}

Outcome Session::inspect()
{
    const auto answer = callAgent("agent.describe", {});
    if (!answer)
        return answer.failure();
    m_command.json ? print(*answer) : printInspection(m_ports.out, *answer);
    return {};
}

Outcome Session::shutDown()
{
    using Problem = std::optional<std::string>;
    const auto isGone = [](const Inbox::State &state) {
        return state.connection != client::Connection::Connected;
    };
    const auto answer
        = answerTo<Problem>([this](client::Done done) { m_link->shutDownEngine(std::move(done)); });
    if (answer && *answer)
        return refuse(**answer);
    if (!answer && !isGone(m_inbox.state()))
        return tooLate("did not answer");
    constexpr Duration patience = std::chrono::seconds(5);
    const bool ended = waitFor(patience, isGone);
    printDone(ended ? "the engine has ended" : "the engine is ending", {{"ended", ended}});
    return {};
}

} // namespace agora::console
