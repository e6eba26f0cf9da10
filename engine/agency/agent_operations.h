#pragma once

#include "engine/agency/value.h"
#include "engine/base/time.h"

namespace agora::agency {

class Agent;

/// An agent's operations as remote methods. Durations are texts (`250ms`, `2s`, `forever`) or
/// numbers of seconds; `?` = may be left out; handlers are names.
///   agent.bind         pattern, alias?, handler?, at?, transport?, serializer?, advertise?,
///   queue?,
///                      policy?, keep_last?, linger?                          → address
///   agent.connect      address (or agent and socket), alias?, handler?, linger?   → alias
///   agent.send         socket, value, topic?, limit?, handler?, wait?        → true
///   agent.request      socket, value, limit?                                 → the answer
///   agent.subscribe    socket, topics (object topic → handler)               → true
///   agent.unsubscribe  socket, topics (text or list)                         → true
///   agent.close        socket, linger?                                       → true
///   agent.close_all    linger?                                               → true
///   agent.address      socket                                                → address
///   agent.has_socket   socket                                                → true or false
///   agent.wait_peers   socket, count?, limit?                                → true
///   agent.every        period, method, arguments?, alias?                    → timer's id
///   agent.after        delay, method, arguments?, alias?                     → timer's id
///   agent.stop_timer   timer (id or alias)                                   → true
///   agent.timers                                                             → list
///   agent.log          text, level?                                          → true
///   agent.logger       agent                                                 → true
void addOperations(Agent &agent);

/// The error names the value.
[[nodiscard]] Result<Duration> durationFrom(const Value &value);

} // namespace agora::agency
