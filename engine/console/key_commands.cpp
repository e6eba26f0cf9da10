#include "engine/console/key_commands.h"

#include "engine/agency/security/key_file.h"
#include "engine/base/paths.h"
#include "engine/console/table.h"

#include <algorithm>
#include <ostream>

namespace agora::console {

namespace {

Failure<Refusal> refuse(const std::string &sentence)
{
    return Failure<Refusal>{{Exit::Failed, sentence}};
}

bool isName(const std::string &name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '_';
    });
}

Result<void, Refusal> makeKeys(const std::filesystem::path &file, bool json, std::ostream &out)
{
    const auto keys = agency::writeNewKeys(file);
    if (!keys)
        return refuse(keys.error().message);
    if (json) {
        agency::Value document;
        document.set("file", file.string());
        document.set("public", keys->publicKey);
        out << document.toJson(2) << '\n';
    } else {
        out << "The secret key is in " << file.string() << "; give away the public one only:\n"
            << keys->publicKey << '\n';
    }
    return {};
}

Result<void, Refusal> listKeys(const std::filesystem::path &folder, bool json, std::ostream &out)
{
    std::vector<std::filesystem::path> files;
    std::error_code none; // no folder: no keys
    for (const auto &entry : std::filesystem::directory_iterator(folder, none)) {
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    agency::Value rows = agency::Value::Array{};
    Table table({{"NAME"}, {"PUBLIC KEY"}, {"MAY CONNECT TO IT"}});
    for (const auto &file : files) {
        const auto keys = agency::readKeyFile(file);
        if (!keys)
            return refuse(keys.error().message);
        std::string allowed;
        agency::Value list = agency::Value::Array{};
        for (const auto &key : keys->allowed) {
            allowed += (allowed.empty() ? "" : " ") + key;
            list.append(key);
        }
        agency::Value row;
        row.set("name", file.stem().string());
        row.set("public", keys->publicKey);
        row.set("allowed", std::move(list));
        rows.append(std::move(row));
        table.add({file.stem().string(), keys->publicKey, allowed});
    }
    if (json)
        out << rows.toJson(2) << '\n';
    else if (files.empty())
        out << "No keys yet: `agoractl keys new NAME` makes them.\n";
    else
        table.print(out);
    return {};
}

} // namespace

Result<void, Refusal> runKeys(const Command &command, std::ostream &out)
{
    const auto paths = Paths::forProfile(command.profile);
    if (!paths)
        return refuse(paths.error().message);
    const auto folder = paths->config / "keys";
    if (command.verb == Verb::KeysList)
        return listKeys(folder, command.json, out);
    if (!isName(command.keys.name))
        return refuse(
            "“" + command.keys.name + "” is no name for keys: letters, digits, “-” and “_”");
    const auto file = folder / (command.keys.name + ".json");
    if (command.verb == Verb::KeysNew)
        return makeKeys(file, command.json, out);
    if (const auto allowed = agency::allowKey(file, command.keys.publicKey); !allowed)
        return refuse(allowed.error().message);
    if (!command.json)
        out << command.keys.publicKey << " may connect to “" << command.keys.name
            << "”, from its next start on.\n";
    return {};
}

} // namespace agora::console
