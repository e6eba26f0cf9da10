#include "engine/agency/zmq_transport.h"
#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/model/instrument_file.h"
#include "engine/overmind/overmind.h"

namespace agora {

namespace {
agency::Value replaySettings(const ReplaySpec &replay)
{
    agency::Value value;
    value.set("file", replay.file.string());
    value.set("format", replay.format);
    value.set("symbol", replay.symbol);
    value.set("speed", replay.speed);
    return value;
}
} // namespace

agency::Value Overmind::venueSettings() const
{
    const auto &system = m_setup.system;
    agency::Value value;
    value.set("venueKind", system.venueKind);
    value.set("priceLostAfterSeconds", system.priceLostAfterSeconds);
    value.set("staleAfterSeconds", system.staleAfterSeconds);
    value.set("instrumentList", toText(knownInstruments()));
    value.set("seed", system.seed);
    value.set("currency", system.currency);
    value.set("commissionPerUnit", system.commissionPerUnit.toString());
    value.set("dataFolder", m_setup.marketFolder.string());
    if (system.replay)
        value.set("replay", replaySettings(*system.replay));
    return value;
}

agency::Value Overmind::brainSettings(const BrainSpec &spec) const
{
    auto value = toValue(spec);
    value.set("instrumentList", toText(knownInstruments()));
    const auto library = m_modules.find(spec.module);
    value.set("library", library ? library->string() : "");
    value.set("stateFile", (m_setup.marketFolder / "brains" / (spec.name + ".state")).string());
    return value;
}

Result<agency::Value> Overmind::settingsOf(const std::string &name) const
{
    if (const auto *spec = m_brains.find(name))
        return brainSettings(*spec);
    const auto found = m_supervisor.agents().find(name);
    if (found == m_supervisor.agents().end())
        return fail("no agent is called “" + name + "”");
    const auto &system = m_setup.system;
    auto value = venueSettings();
    value.set("symbols", symbolList());
    value.set("balance", system.balance.toString());
    value.set("maxOrderUnits", system.maxOrderUnits.toString());
    value.set("maxPositionUnits", system.maxPositionUnits.toString());
    value.set("maxOpenOrders", system.maxOpenOrders);
    value.set("maxOrdersPerMinute", system.maxOrdersPerMinute);
    value.set("logFolder", m_setup.supervision.logFolder.string());
    return value;
}

Result<BrainSpec> Overmind::checkBrain(agency::Value given) const
{
    if (given["name"].asText().empty() && given["module"].isText())
        given.set("name", m_brains.freeName(given["module"].asText()));
    auto spec = brainSpecFrom(given);
    if (!spec)
        return spec;
    if (m_brains.find(spec->name) != nullptr)
        return fail("there is already a brain called “" + spec->name + "”");
    if (m_supervisor.agents().contains(spec->name))
        return fail("the name “" + spec->name + "” belongs to another agent");
    if (!m_modules.find(spec->module))
        return fail("there is no brain module called “" + spec->module + "”"
            + suggestion(spec->module, m_modules.keys()));
    std::vector<std::string> symbols;
    const auto listed = symbolList();
    for (const auto &symbol : listed.asArray())
        symbols.push_back(symbol.asText());
    if (std::find(symbols.begin(), symbols.end(), spec->symbol) == symbols.end())
        return fail("the venue has no instrument “" + spec->symbol + "”"
            + suggestion(spec->symbol, symbols));
    return spec;
}

void Overmind::startBrain(const BrainSpec &spec, Supervisor::Started done)
{
    if (!m_modules.find(spec.module))
        return done(fail("there is no brain module called “" + spec.module + "”"
            + suggestion(spec.module, m_modules.keys())));
    m_supervisor.start(spec.name, "brain", programFor("brain"), std::move(done));
}

void Overmind::addBrain(const agency::Value &given, agency::Answer answer)
{
    const auto spec = checkBrain(given);
    if (!spec)
        return answer(spec.failure());
    // Entered first, so that the new agent can ask for its settings; taken out again when it cannot
    // start.
    if (const auto added = m_brains.add(*spec); !added) {
        (void)m_brains.remove(spec->name); // the file is the trouble, and the answer says so
        return answer(added.failure());
    }
    startBrain(*spec, [this, name = spec->name, answer](const Result<void> &started) {
        if (!started) {
            (void)m_brains.remove(name);
            m_supervisor.forget(name);
            return answer(fail("brain “" + name + "” was not added: " + started.error().message));
        }
        logInfo("brain “" + name + "” was added");
        agency::Value reply;
        reply.set("name", name);
        answer.value(std::move(reply));
    });
}

void Overmind::removeBrain(const std::string &name, agency::Answer answer)
{
    if (const auto removed = m_brains.remove(name); !removed)
        return answer(removed.failure());
    m_supervisor.stop(name, [this, name, answer] {
        m_supervisor.forget(name);
        std::error_code ignored;
        std::filesystem::remove(m_setup.marketFolder / "brains" / (name + ".state"), ignored);
        logInfo("brain “" + name + "” was removed");
        answer.value(agency::Value(true));
    });
}

void Overmind::describeModules(agency::Answer answer)
{
    m_modules.describeAll([answer](agency::Value modules) { answer.value(std::move(modules)); });
}

void Overmind::addBrainMethods()
{
    m_bus.method("brain.list", "The brains of the system.",
        [this](const agency::Value &, agency::Answer answer) { answer.value(brainStates()); });
    m_bus.method("brain.modules", "Brain modules that can be added, with their parameters.",
        [this](
            const agency::Value &, agency::Answer answer) { describeModules(std::move(answer)); });
    m_bus.method("brain.add",
        "Adds and starts a brain: {module, name?, symbol, period, parameters}.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            addBrain(arguments, std::move(answer));
        });
    m_bus.method("brain.remove", "Stops a brain and forgets it: {name}.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            removeBrain(arguments["name"].asText(), std::move(answer));
        });
    m_bus.method("brain.stop", "Stops a brain; it stays known: {name}.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            const auto name = arguments["name"].asText();
            if (const auto set = m_brains.setEnabled(name, false); !set)
                return answer(set.failure());
            m_supervisor.stop(name, [answer] { answer.value(agency::Value(true)); });
        });
    m_bus.method("brain.start", "Starts a stopped or parked brain: {name}.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            const auto name = arguments["name"].asText();
            if (const auto set = m_brains.setEnabled(name, true); !set)
                return answer(set.failure());
            const auto agent = m_supervisor.agents().find(name);
            if (agent != m_supervisor.agents().end() && agent->second.pid != 0)
                return answer(fail("brain “" + name + "” runs already"));
            startBrain(*m_brains.find(name), [answer](const Result<void> &started) {
                if (!started)
                    return answer(started.failure());
                answer.value(agency::Value(true));
            });
        });
}

} // namespace agora
