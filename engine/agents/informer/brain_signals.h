#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/links.h"
#include "engine/protocol/messages.h"

#include <deque>
#include <map>
#include <string>

namespace agora {

/// Gathers the signals of all brains, as they come and go, into one stream.
class BrainSignals {
public:
    static constexpr std::size_t kept = 500; ///< that a new window is shown

    explicit BrainSignals(agency::Bus &bus);

private:
    void onBrains(const agency::Message &message);
    void onSignals(const std::string &brain, const agency::Message &message);

    agency::Bus &m_bus;
    std::map<std::string, agency::SubscriptionId> m_subscriptions; // by brain
    std::deque<Signal> m_newest;
};

} // namespace agora
