#pragma once

#include "engine/agency/bus.h"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace agora::agency {

/// The named values of an agent that others may read and change while it runs. Reading is
/// thread-safe, so that it also works while the agent is busy; changing happens in the agent's
/// thread, between its messages.
///
/// As methods of the bus it is served on:
///   agent.get   {names?} → {name: value}; without names all of them (thread-safe)
///   agent.set   {values} → true; all of them or, when one is refused, none
class Attributes {
public:
    using Check = std::function<Result<void>(const Value &value)>;
    using Changed = std::function<void(const Value &value)>;

    /// Adds the methods; the bus must not outlive this.
    void serveOn(Bus &bus);

    // ---- by the agent's own code
    /// A value that the agent's code knows, with its first value. `check` may refuse a new one with
    /// a sentence; `changed` runs after each change, in the agent's thread. Declaring a name twice
    /// is a bug.
    void declare(const std::string &name, Value first = {}, Check check = {}, Changed changed = {});
    /// Any thread. Null when there is no such attribute.
    [[nodiscard]] Value get(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const;
    /// Without check; `changed` runs. A name that is new becomes an attribute.
    void set(const std::string &name, Value value);

    // ---- from outside
    /// What an agent is given before onInit: new names only. The error names the one that clashes
    /// with an attribute that the agent's own code declares.
    [[nodiscard]] Result<void> setInitial(const Value &object);
    /// Any name; a new one becomes an attribute. The error says which was refused, and why.
    [[nodiscard]] Result<void> setAll(const Value::Object &values);
    /// Any thread. The error names the one that is not there, and the nearest that is.
    [[nodiscard]] Result<Value> getAll(const std::vector<std::string> &names) const;
    [[nodiscard]] Value all() const; ///< any thread

private:
    struct Attribute {
        Value value;
        Check check;
        Changed changed;
    };
    mutable std::mutex m_lock; // the control thread reads
    std::map<std::string, Attribute, std::less<>> m_attributes;
};

} // namespace agora::agency
