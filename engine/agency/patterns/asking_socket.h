#pragma once

#include "engine/agency/patterns/linked_socket.h"
#include "engine/agency/patterns/requests.h"

namespace agora::agency {

/// A socket that asks and goes on: the answer comes to a handler.
class AskingSocket : public LinkedSocket {
protected:
    AskingSocket(SocketContext &context, SocketSetup setup);

    /// Of the next peer in turn; waits within `options.limit` until there is one.
    Result<void> ask(const Value &value, const Handler &onReply, const SendOptions &options);

    Asker m_asker;
};

} // namespace agora::agency
