#include "brains/sdk/brain_module.h"

#include "brains/sdk/parameter_check.h"
#include "engine/base/text.h"

#include <exception>
#include <map>

namespace agora {
namespace {

constexpr const char *versionSymbol = "agoraBrainApiVersion";
constexpr const char *createSymbol = "agoraCreateBrain";
constexpr const char *destroySymbol = "agoraDestroyBrain";
constexpr const char *describeSymbol = "agoraDescribeBrain";

template <typename Function>
Function *function(const DynamicLibrary &library, const char *name)
{
    return reinterpret_cast<Function *>(library.symbol(name));
}

/// What the code of a module throws, as a sentence; empty when it throws nothing.
template <typename Call>
std::string thrownBy(Call call)
{
    try {
        call();
        return {};
    } catch (const std::exception &exception) {
        return exception.what();
    } catch (...) { // a stranger's code may throw anything; it is reported like the rest
        return "something that is no std::exception";
    }
}

} // namespace

Result<BrainModule> BrainModule::load(const std::filesystem::path &file)
{
    const auto name = file.string();
    std::error_code unreadable;
    if (!std::filesystem::is_regular_file(file, unreadable))
        return fail("brain module “" + name + "” does not exist");
    auto library = DynamicLibrary::open(file);
    if (!library)
        return library.failure();
    for (const auto *symbol : {versionSymbol, createSymbol, destroySymbol, describeSymbol})
        if (!library->symbol(symbol))
            return fail("“" + name + "” is no brain module: it does not export " + symbol
                + " (AGORA_BRAIN does)");
    const int version = function<int()>(*library, versionSymbol)();
    if (version != brainApiVersion)
        return fail("brain module “" + name + "” was built for version " + std::to_string(version)
            + " of the brain interface, this program has version " + std::to_string(brainApiVersion)
            + ": build it anew");

    const auto create = function<Brain *()>(*library, createSymbol);
    const auto destroy = function<void(Brain *)>(*library, destroySymbol);
    const auto describe = function<void(BrainDescription *)>(*library, describeSymbol);
    BrainModule module(std::move(library).value(), name, create, destroy);
    if (const auto thrown = thrownBy([&] { describe(&module.m_description); }); !thrown.empty())
        return fail("brain module “" + name + "” cannot describe itself: " + thrown);
    if (const auto usable = checkDescription(module.m_description); !usable)
        return fail("brain module “" + name + "”: " + usable.error().message);
    return module;
}

Result<BrainInstance> BrainModule::create() const
{
    Brain *brain = nullptr;
    if (const auto thrown = thrownBy([&] { brain = m_create(); }); !thrown.empty())
        return fail("brain “" + m_description.key + "” (" + m_file
            + ") threw in its constructor: " + thrown);
    if (!brain)
        return fail("brain “" + m_description.key + "” (" + m_file + ") created nothing");
    return BrainInstance(brain, m_destroy);
}

std::vector<InstalledBrain> findModules(std::span<const std::filesystem::path> folders)
{
    std::map<std::string, InstalledBrain> found;
    for (const auto &folder : folders) {
        std::error_code unreadable;
        for (const auto &entry : std::filesystem::directory_iterator(folder, unreadable)) {
            const auto key = entry.path().filename().string();
            InstalledBrain brain{key, entry.path() / (key + ".so"), entry.path() / "brain.json"};
            std::error_code missing;
            if (std::filesystem::is_regular_file(brain.library, missing)
                && std::filesystem::is_regular_file(brain.registration, missing))
                found.try_emplace(key, std::move(brain));
        }
    }
    std::vector<InstalledBrain> brains;
    for (auto &[key, brain] : found)
        brains.push_back(std::move(brain));
    return brains;
}

Result<InstalledBrain> findModule(
    std::span<const std::filesystem::path> folders, const std::string &key)
{
    std::vector<std::string> keys;
    for (auto &brain : findModules(folders)) {
        if (brain.key == key)
            return brain;
        keys.push_back(brain.key);
    }
    std::string searched;
    for (const auto &folder : folders)
        searched += (searched.empty() ? "" : ", ") + folder.string();
    return fail("there is no brain “" + key + "” in " + searched + suggestion(key, keys));
}

} // namespace agora
