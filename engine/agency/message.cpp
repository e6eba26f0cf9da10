#include "engine/agency/message.h"

namespace agora::agency {

struct Answer::Pending {
    Deliver deliver;
    bool isOptional = false;
    ~Pending()
    {
        if (deliver && !isOptional)
            deliver(fail("the request was dropped without an answer"));
    }
};

Answer::Answer(Deliver deliver, bool isOptional) : m_pending(std::make_shared<Pending>())
{
    m_pending->deliver = std::move(deliver);
    m_pending->isOptional = isOptional;
}

void Answer::operator()(Result<Bytes> result) const
{
    if (const auto deliver = std::exchange(m_pending->deliver, nullptr))
        deliver(std::move(result));
}

void Answer::value(Result<Value> result) const
{
    if (result)
        (*this)(result->toMessagePack());
    else
        (*this)(result.failure());
}

} // namespace agora::agency
