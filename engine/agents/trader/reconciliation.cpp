#include "engine/agents/trader/reconciliation.h"

#include "engine/base/log.h"

namespace agora {

void Reconciliation::begin(const OrderTracker &orders)
{
    m_firstAsked.reset();
    m_isTold = false;
    for (const auto &order : orders.working())
        m_inDoubt.insert(order.request.id);
}

void Reconciliation::answered(const std::string &orderId)
{
    if (m_inDoubt.erase(orderId) > 0 && m_inDoubt.empty())
        logInfo("reconciled with the venue");
}

void Reconciliation::ask()
{
    if (isDone() || !m_bus.isUp("venue"))
        return; // asked when it is there; frames would only pile up
    if (!m_firstAsked)
        m_firstAsked = steadyNow();
    for (const auto &id : m_inDoubt)
        lookUp(id);
    if (!m_isTold && steadyNow() - *m_firstAsked >= patience) {
        m_isTold = true;
        logError("the venue does not say what became of " + std::to_string(m_inDoubt.size())
            + " orders (“" + *m_inDoubt.begin() + "” …): new orders stay refused");
    }
}

void Reconciliation::lookUp(const std::string &orderId)
{
    m_bus.push("venue", "order.lookup", agency::toBytes(orderId));
}

} // namespace agora
