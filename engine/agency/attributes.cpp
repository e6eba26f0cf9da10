#include "engine/agency/attributes.h"

#include "engine/base/text.h"

namespace agora::agency {

void Attributes::serveOn(Bus &bus)
{
    bus.method("agent.get",
        MethodSpec{.summary = "Attributes by name; all without names.",
            .arguments = {"names?"},
            .isThreadSafe = true},
        [this](const Value &arguments, const Answer &answer) {
            if (arguments["names"].isNull())
                return answer.value(all());
            std::vector<std::string> names;
            for (const auto &name : arguments["names"].asArray())
                names.push_back(name.asText());
            answer.value(getAll(names));
        });
    bus.method("agent.set",
        MethodSpec{.summary = "Sets attributes: all of {values} or, when one is refused, none.",
            .arguments = {"values"}},
        [this](const Value &arguments, const Answer &answer) {
            if (!arguments["values"].isObject())
                return answer(fail("“values” must be an object: name → value"));
            const auto done = setAll(arguments["values"].asObject());
            answer.value(done ? Result<Value>(Value(true)) : done.failure());
        });
}

void Attributes::declare(const std::string &name, Value first, Check check, Changed changed)
{
    const std::scoped_lock lock(m_lock);
    AGORA_ENSURE(!m_attributes.contains(name));
    m_attributes[name] = {std::move(first), std::move(check), std::move(changed)};
}

Value Attributes::get(std::string_view name) const
{
    const std::scoped_lock lock(m_lock);
    const auto found = m_attributes.find(name);
    return found == m_attributes.end() ? Value() : found->second.value;
}

bool Attributes::contains(std::string_view name) const
{
    const std::scoped_lock lock(m_lock);
    return m_attributes.contains(name);
}

void Attributes::set(const std::string &name, Value value)
{
    Changed changed;
    {
        const std::scoped_lock lock(m_lock);
        auto &attribute = m_attributes[name];
        attribute.value = value;
        changed = attribute.changed;
    }
    if (changed)
        changed(value); // outside of the lock: it may read attributes
}

Result<void> Attributes::setInitial(const Value &object)
{
    if (object.isNull())
        return {};
    if (!object.isObject())
        return fail("initial attributes must be an object: name → value");
    for (const auto &[name, value] : object.asObject()) {
        if (contains(name))
            return fail("the agent has an attribute “" + name
                + "” of its own: it cannot be an initial attribute");
    }
    for (const auto &[name, value] : object.asObject())
        set(name, value);
    return {};
}

Result<void> Attributes::setAll(const Value::Object &values)
{
    for (const auto &[name, value] : values) {
        Check check;
        {
            const std::scoped_lock lock(m_lock);
            if (const auto found = m_attributes.find(name); found != m_attributes.end())
                check = found->second.check;
        }
        if (!check)
            continue;
        if (const auto allowed = check(value); !allowed)
            return fail("attribute “" + name + "”: " + allowed.error().message);
    }
    for (const auto &[name, value] : values)
        set(name, value);
    return {};
}

Result<Value> Attributes::getAll(const std::vector<std::string> &names) const
{
    const std::scoped_lock lock(m_lock);
    Value values = Value::Object{};
    for (const auto &name : names) {
        const auto found = m_attributes.find(name);
        if (found == m_attributes.end()) {
            std::vector<std::string> known;
            for (const auto &[other, attribute] : m_attributes)
                known.push_back(other);
            return fail("there is no attribute “" + name + "”" + suggestion(name, known));
        }
        values.set(name, found->second.value);
    }
    return values;
}

Value Attributes::all() const
{
    const std::scoped_lock lock(m_lock);
    Value values = Value::Object{};
    for (const auto &[name, attribute] : m_attributes)
        values.set(name, attribute.value);
    return values;
}

} // namespace agora::agency
