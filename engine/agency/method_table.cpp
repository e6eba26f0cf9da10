#include "engine/agency/method_table.h"

#include "engine/base/text.h"

#include <algorithm>

namespace agora::agency {

void MethodTable::set(std::string name, MethodSpec spec, OnMethod handler)
{
    auto method = std::make_shared<const Method>(Method{std::move(spec), std::move(handler)});
    const std::scoped_lock lock(m_lock);
    m_methods[std::move(name)] = std::move(method);
}

bool MethodTable::remove(const std::string &name)
{
    const std::scoped_lock lock(m_lock);
    return m_methods.erase(name) > 0;
}

bool MethodTable::contains(std::string_view name) const { return find(name) != nullptr; }

std::shared_ptr<const MethodTable::Method> MethodTable::find(std::string_view name) const
{
    const std::scoped_lock lock(m_lock);
    const auto found = m_methods.find(name);
    return found == m_methods.end() ? nullptr : found->second;
}

CallError MethodTable::unknown(const std::string &agent, const std::string &method) const
{
    std::vector<std::string> known;
    {
        const std::scoped_lock lock(m_lock);
        for (const auto &[name, entry] : m_methods)
            known.push_back(name);
    }
    return {.kind = CallError::Kind::NoMethod,
        .agent = agent,
        .method = method,
        .text = "“" + agent + "” has no method “" + method + "”" + suggestion(method, known)};
}

Value MethodTable::summaries() const
{
    const std::scoped_lock lock(m_lock);
    Value all = Value::Object{};
    for (const auto &[name, method] : m_methods)
        all.set(name, method->spec.summary);
    return all;
}

Value MethodTable::describe() const
{
    const std::scoped_lock lock(m_lock);
    Value all = Value::Object{};
    for (const auto &[name, method] : m_methods) {
        Value row;
        row.set("summary", method->spec.summary);
        Value arguments = Value::Array{};
        for (const auto &argument : method->spec.arguments)
            arguments.append(argument);
        row.set("arguments", std::move(arguments));
        row.set("thread_safe", method->spec.isThreadSafe);
        all.set(name, std::move(row));
    }
    return all;
}

namespace {
bool isOptional(const std::string &declared) { return declared.ends_with('?'); }
std::string bareName(const std::string &declared)
{
    return isOptional(declared) ? declared.substr(0, declared.size() - 1) : declared;
}

Result<Value> named(const std::vector<std::string> &names, const Value::Array &positional)
{
    if (positional.size() > names.size())
        return fail("takes at most " + std::to_string(names.size()) + " arguments, not "
            + std::to_string(positional.size()));
    Value object = Value::Object{};
    for (std::size_t i = 0; i < positional.size(); ++i)
        object.set(names[i], positional[i]);
    return object;
}
} // namespace

Result<Value> checkedArguments(const MethodSpec &spec, Value given)
{
    if (spec.arguments.empty())
        return given;
    std::vector<std::string> names;
    for (const auto &declared : spec.arguments)
        names.push_back(bareName(declared));
    if (given.isNull())
        given = Value::Object{};
    if (given.isArray()) {
        auto object = named(names, given.asArray());
        if (!object)
            return object.failure();
        given = *std::move(object);
    }
    if (!given.isObject())
        return fail("takes an object or an array of arguments");
    for (const auto &[name, value] : given.asObject()) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            return fail("has no argument “" + name + "”" + suggestion(name, names));
    }
    for (const auto &declared : spec.arguments) {
        if (!isOptional(declared) && !given.contains(declared))
            return fail("needs the argument “" + declared + "”");
    }
    return given;
}

} // namespace agora::agency
