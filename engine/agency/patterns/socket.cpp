#include "engine/agency/patterns/socket.h"

namespace agora::agency {

std::string Socket::title() const
{
    return std::string(toString(address().pattern)) + " “" + alias() + "” at " + address().url();
}

Failure<Error> Socket::cannot(const std::string &what) const
{
    return fail(
        title() + ": a " + std::string(toString(address().pattern)) + " socket does not " + what);
}

Result<void> Socket::send(const Value &, const SendOptions &) { return cannot("send"); }
Result<Value> Socket::receive(Duration) { return cannot("receive (its handler is called)"); }
Result<void> Socket::subscribe(const std::map<std::string, Handler> &)
{
    return cannot("subscribe");
}
Result<void> Socket::unsubscribe(const std::vector<std::string> &) { return cannot("unsubscribe"); }

Value Socket::describe() const
{
    auto row = address().toValue();
    row.set("peers", static_cast<std::uint64_t>(peersUp()));
    return row;
}

} // namespace agora::agency
