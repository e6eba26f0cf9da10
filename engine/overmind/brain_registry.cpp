#include "engine/overmind/brain_registry.h"

#include "engine/base/paths.h"

#include <algorithm>

namespace agora {

Result<BrainRegistry> BrainRegistry::load(
    const std::vector<BrainSpec> &configured, const std::filesystem::path &file)
{
    BrainRegistry registry;
    registry.m_file = file;
    for (const auto &spec : configured)
        registry.m_configured.emplace(spec.name, spec);
    registry.m_brains = registry.m_configured;
    if (!std::filesystem::exists(file))
        return registry;
    const auto text = readFile(file);
    if (!text)
        return text.failure();
    const auto saved = agency::Value::parseJson(*text);
    if (!saved)
        return fail(file.string() + ": " + saved.error().message);
    for (const auto &name : (*saved)["removed"].asArray()) {
        registry.m_removed.push_back(name.asText());
        registry.m_brains.erase(name.asText());
    }
    for (const auto &value : (*saved)["brains"].asArray()) {
        auto spec = brainSpecFrom(value);
        if (!spec)
            return fail(file.string() + ": " + spec.error().message);
        registry.m_brains.insert_or_assign(spec->name, *spec);
    }
    return registry;
}

std::vector<BrainSpec> BrainRegistry::all() const
{
    std::vector<BrainSpec> brains;
    for (const auto &[name, spec] : m_brains)
        brains.push_back(spec);
    return brains;
}

const BrainSpec *BrainRegistry::find(const std::string &name) const
{
    const auto found = m_brains.find(name);
    return found == m_brains.end() ? nullptr : &found->second;
}

std::string BrainRegistry::freeName(const std::string &module) const
{
    if (!m_brains.contains(module))
        return module;
    int number = 2;
    while (m_brains.contains(module + "-" + std::to_string(number)))
        ++number;
    return module + "-" + std::to_string(number);
}

Result<void> BrainRegistry::add(const BrainSpec &spec)
{
    if (m_brains.contains(spec.name))
        return fail("there is already a brain called “" + spec.name + "”");
    m_brains.emplace(spec.name, spec);
    std::erase(m_removed, spec.name);
    return save();
}

Result<void> BrainRegistry::remove(const std::string &name)
{
    if (m_brains.erase(name) == 0)
        return fail("there is no brain called “" + name + "”");
    if (m_configured.contains(name))
        m_removed.push_back(name);
    return save();
}

Result<void> BrainRegistry::setEnabled(const std::string &name, bool enabled)
{
    const auto found = m_brains.find(name);
    if (found == m_brains.end())
        return fail("there is no brain called “" + name + "”");
    found->second.enabled = enabled;
    return save();
}

Result<void> BrainRegistry::save() const
{
    agency::Value changed = agency::Value::Array{};
    for (const auto &[name, spec] : m_brains) {
        const auto configured = m_configured.find(name);
        if (configured == m_configured.end() || configured->second != spec)
            changed.append(toValue(spec));
    }
    agency::Value saved;
    saved.set("brains", std::move(changed));
    saved.set("removed", agency::Value(agency::Value::Array(m_removed.begin(), m_removed.end())));
    return writeFileAtomically(m_file, saved.toJson(2) + "\n");
}

} // namespace agora
