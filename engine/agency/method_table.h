#pragma once

#include "engine/agency/call_error.h"
#include "engine/agency/message.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace agora::agency {

/// Where a method runs when it is called.
enum class Safety : std::uint8_t {
    Safe, ///< in the agent's own thread, between its messages
    Unsafe ///< at once, in the agent's control thread, beside whatever the agent does
};

/// What is known of a method beside its code.
struct MethodSpec {
    std::string summary; ///< one sentence for a console
    /// Names of the members of the arguments object, in the order of a positional call (an array);
    /// a name that ends in `?` may be absent. Empty = any argument is let through.
    std::vector<std::string> arguments{};
    /// May run in the control thread while the agent is busy: it uses nothing of the agent that is
    /// not made for several threads.
    bool isThreadSafe = false;
};

/// The named methods of one agent. Every function may be called from any thread; a method that is
/// being replaced while it runs finishes as what it was.
class MethodTable {
public:
    struct Method {
        MethodSpec spec;
        OnMethod handler;
    };

    /// Adds a method, or puts it in the place of the one of that name.
    void set(std::string name, MethodSpec spec, OnMethod handler);
    /// False when there is none.
    bool remove(const std::string &name);
    [[nodiscard]] bool contains(std::string_view name) const;
    /// Shared with a call that may be under way in another thread; null when there is none.
    [[nodiscard]] std::shared_ptr<const Method> find(std::string_view name) const;
    /// “ “trader” has no method “oder”, did you mean “order”?”
    [[nodiscard]] CallError unknown(const std::string &agent, const std::string &method) const;
    /// Name → summary.
    [[nodiscard]] Value summaries() const;
    /// Name → {summary, arguments, thread_safe}.
    [[nodiscard]] Value describe() const;

private:
    mutable std::mutex m_lock; // the agent's thread and its control thread
    std::map<std::string, std::shared_ptr<const Method>, std::less<>> m_methods;
};

/// The arguments as the method wants them: an array becomes the object of its declared names; null
/// counts as no arguments. The error names the argument that is missing, unknown or too many.
[[nodiscard]] Result<Value> checkedArguments(const MethodSpec &spec, Value given);

} // namespace agora::agency
