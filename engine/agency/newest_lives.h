#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace agora::agency {

/// The newest life of every agent that is known to have had several: whatever an older one still
/// says is refused, so that an agent which was halted for a while and wakes up cannot act beside
/// its successor.
class NewestLives {
public:
    void learn(const std::string &agent, std::uint64_t epoch)
    {
        auto &newest = m_epochs[agent];
        newest = std::max(newest, epoch);
    }
    [[nodiscard]] bool isOld(std::string_view agent, std::uint64_t epoch) const
    {
        const auto found = m_epochs.find(agent);
        return found != m_epochs.end() && epoch < found->second;
    }

private:
    std::map<std::string, std::uint64_t, std::less<>> m_epochs;
};

} // namespace agora::agency
