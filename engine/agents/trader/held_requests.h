#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// Less than, equal to or greater than 0, as `a` comes before, with or after `b`; runs of digits
/// count as numbers: `fast.7.9` comes before `fast.7.10`.
[[nodiscard]] int compareOrderIds(std::string_view a, std::string_view b);

/// What agents ask for within one instant of a replay. The order in which it arrives depends on how
/// fast each process was, the order in which it is taken does not: new orders first, then
/// changes, then cancels, each by id.
class HeldRequests {
public:
    enum class Kind { Submit, Modify, Cancel };

    void hold(Kind kind, std::string orderId, std::function<void()> take);
    [[nodiscard]] bool isEmpty() const { return m_held.empty(); }
    void takeAll();

private:
    struct Held {
        Kind kind;
        std::string orderId;
        std::function<void()> take;
    };
    std::vector<Held> m_held;
};

} // namespace agora
