#include "engine/agency/registration.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace agora::agency {

namespace {
constexpr std::string_view controlSuffix = "#control";
constexpr std::array<std::pair<LifePhase, std::string_view>, 4> phases{
    {{LifePhase::Starting, "starting"}, {LifePhase::Running, "running"},
        {LifePhase::Stopped, "stopped"}, {LifePhase::Ending, "ending"}}};
} // namespace

std::string_view toString(LifePhase phase)
{
    for (const auto &[each, name] : phases) {
        if (each == phase)
            return name;
    }
    return "";
}

Value toValue(const Registration &registration)
{
    Value value;
    value.set("name", registration.name);
    value.set("kind", registration.kind);
    value.set("endpoint", registration.endpoint);
    value.set("control", registration.control);
    value.set("epoch", registration.epoch);
    value.set("pid", registration.pid);
    value.set("host", registration.host);
    value.set("phase", toString(registration.phase));
    value.set("turnAgeMs", static_cast<double>(registration.turnAge.count()) / 1e6);
    if (!registration.files.empty()) {
        Value files;
        for (const auto &file : registration.files)
            files.append(file);
        value.set("files", std::move(files));
    }
    return value;
}

Registration registrationFrom(const Value &value)
{
    Registration registration{.name = value["name"].asText(),
        .kind = value["kind"].asText(),
        .endpoint = value["endpoint"].asText(),
        .control = value["control"].asText(),
        .epoch = static_cast<std::uint64_t>(value["epoch"].asInteger()),
        .pid = static_cast<int>(value["pid"].asInteger()),
        .host = value["host"].asText(),
        .turnAge = Duration(static_cast<std::int64_t>(value["turnAgeMs"].asNumber() * 1e6))};
    for (const auto &[phase, name] : phases) {
        if (name == value["phase"].asText())
            registration.phase = phase;
    }
    for (const auto &file : value["files"].asArray())
        registration.files.push_back(file.asText());
    return registration;
}

std::string controlOf(const std::string &agent) { return agent + std::string(controlSuffix); }

std::string agentOf(const std::string &nameOrControl)
{
    return nameOrControl.ends_with(controlSuffix)
        ? nameOrControl.substr(0, nameOrControl.size() - controlSuffix.size())
        : nameOrControl;
}

std::string socketFileOf(const std::string &endpointOrFile)
{
    constexpr std::string_view scheme = "ipc://";
    if (endpointOrFile.starts_with(scheme))
        return endpointOrFile.substr(scheme.size());
    return endpointOrFile.find("://") == std::string::npos ? endpointOrFile : "";
}

void removeSockets(const std::vector<std::string> &files)
{
    std::error_code ignored;
    for (const auto &file : files) {
        const auto target = std::filesystem::read_symlink(file, ignored).string();
        if (target.empty() || std::find(files.begin(), files.end(), target) != files.end())
            std::filesystem::remove(file, ignored);
    }
}

} // namespace agora::agency
