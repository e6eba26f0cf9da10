#include "engine/client/engine_values.h"

#include "engine/model/instrument_file.h"

namespace agora::client {

namespace {
AgentPhase phaseFrom(const std::string &text)
{
    if (text == "running")
        return AgentPhase::Running;
    if (text == "restarting")
        return AgentPhase::Restarting;
    if (text == "parked")
        return AgentPhase::Parked;
    if (text == "stopped" || text == "stopping")
        return AgentPhase::Stopped;
    return AgentPhase::Starting;
}

/// The same text comes every second: it is read again when it changed.
std::vector<Instrument> instrumentsFrom(const std::string &text)
{
    thread_local std::string last;
    thread_local std::vector<Instrument> instruments;
    if (text != last) {
        last = text;
        instruments = parseInstruments(text, "the engine's instruments", {}).valueOr({});
    }
    return instruments;
}
} // namespace

EngineInfo engineFrom(const agency::Value &value)
{
    EngineInfo info{.profile = value["profile"].asText(),
        .version = value["version"].asText(),
        .pid = static_cast<int>(value["pid"].asInteger()),
        .venue = value["venue"].asText(),
        .isReplay = value["isReplay"].asBool(),
        .replayFinished = value["replayFinished"].asBool(),
        .feedState = value["feedState"].asText(),
        .feedReason = value["feedReason"].asText(),
        .staleSymbols = {},
        .time = fromNanos(value["timeNs"].asInteger()),
        .clockOffset = Duration(value["clockOffsetNs"].asInteger()),
        .instruments = {},
        .accountCurrency = value["currency"].asText()};
    info.instruments = instrumentsFrom(value["instrumentList"].asText());
    for (const auto &symbol : value["stale"].asArray())
        info.staleSymbols.push_back(symbol.asText());
    return info;
}

std::vector<AgentInfo> agentsFrom(const agency::Value &value)
{
    std::vector<AgentInfo> agents;
    for (const auto &row : value.asArray())
        agents.push_back({.name = row["name"].asText(),
            .kind = row["kind"].asText(),
            .phase = phaseFrom(row["phase"].asText()),
            .pid = static_cast<int>(row["pid"].asInteger()),
            .restarts = static_cast<int>(row["restarts"].asInteger()),
            .epoch = row["epoch"].asInteger(),
            .heartbeatAgeMs = row["heartbeatAgeMs"].asNumber(),
            .memoryMiB = row["memoryMiB"].asNumber(),
            .cpuPercent = row["cpuPercent"].asNumber(),
            .note = row["note"].asText()});
    return agents;
}

std::vector<BrainInfo> brainsFrom(const agency::Value &value)
{
    std::vector<BrainInfo> brains;
    for (const auto &row : value.asArray()) {
        const auto period = Period::parse(row["period"].asText());
        brains.push_back({.name = row["name"].asText(),
            .module = row["module"].asText(),
            .symbol = row["symbol"].asText(),
            .period = period ? *period : Period(),
            .enabled = row["enabled"].asBool(true),
            .parameters = row["parameters"],
            .moduleTitle = row["title"].asText()});
    }
    return brains;
}

std::vector<BrainModuleInfo> modulesFrom(const agency::Value &value)
{
    std::vector<BrainModuleInfo> modules;
    for (const auto &row : value.asArray()) {
        BrainModuleInfo module{.key = row["key"].asText(),
            .title = row["title"].asText(),
            .description = row["description"].asText(),
            .parameters = {},
            .problem = row["problem"].asText()};
        for (const auto &parameter : row["parameters"].asArray()) {
            BrainParameterInfo info{.key = parameter["key"].asText(),
                .title = parameter["title"].asText(),
                .description = parameter["description"].asText(),
                .type = parameter["type"].asText(),
                .defaultValue = parameter["default"],
                .min = parameter["min"].asNumber(),
                .max = parameter["max"].asNumber(),
                .step = parameter["step"].asNumber(1),
                .choices = {}};
            for (const auto &choice : parameter["choices"].asArray())
                info.choices.push_back(choice.asText());
            module.parameters.push_back(std::move(info));
        }
        modules.push_back(std::move(module));
    }
    return modules;
}

} // namespace agora::client
