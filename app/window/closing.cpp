#include "app/window/closing.h"

#include "app/start/engine_starter.h"

#include <QMessageBox>
#include <QPushButton>

#include <chrono>

namespace agora::app {

namespace {
/// An engine ends within three seconds; the rest is for a slow machine.
constexpr auto endLimit = std::chrono::seconds(6);
} // namespace

QString describe(const CloseStakes &stakes)
{
    QStringList parts;
    if (stakes.runningBrains > 0)
        parts.append(Closing::tr("running brains: %1").arg(stakes.runningBrains));
    if (stakes.openPositions > 0)
        parts.append(Closing::tr("open positions: %1").arg(stakes.openPositions));
    return parts.join(QStringLiteral(", "));
}

Closing::Closing(EnginePort &port, EngineStarter *starter, QWidget *window)
    : QObject(window), m_port(port), m_starter(starter), m_window(window)
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(endLimit);
    connect(&m_limit, &QTimer::timeout, this, &Closing::insist);
    if (starter)
        connect(starter, &EngineStarter::childEnded, this, [this] {
            if (m_isEnding)
                finish();
        });
}

bool Closing::mayClose(const CloseStakes &stakes)
{
    if (m_isDecided || !stakes.ownsEngine)
        return true;
    if (m_isEnding || m_isAsking)
        return false;
    if (stakes.needQuestion())
        ask(stakes);
    else
        endEngine();
    return false;
}

void Closing::ask(const CloseStakes &stakes)
{
    m_isAsking = true;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Close Agora"),
        tr("This window started the engine (%1).").arg(describe(stakes)), QMessageBox::NoButton,
        m_window);
    box->setObjectName(QStringLiteral("closeQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("If the engine ends, brains stop; positions stay open at the venue. "
                               "If it is left running, trading goes on without a window."));
    auto *end = box->addButton(tr("End Engine"), QMessageBox::DestructiveRole);
    end->setObjectName(QStringLiteral("closeQuestion.end"));
    auto *leave = box->addButton(tr("Leave It Running"), QMessageBox::AcceptRole);
    leave->setObjectName(QStringLiteral("closeQuestion.leave"));
    auto *cancel = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    cancel->setObjectName(QStringLiteral("closeQuestion.cancel"));
    box->setDefaultButton(cancel);
    box->setEscapeButton(cancel);
    connect(end, &QPushButton::clicked, this, &Closing::endEngine);
    connect(leave, &QPushButton::clicked, this, &Closing::finish);
    connect(box, &QDialog::finished, this, [this] { m_isAsking = false; });
    box->open();
}

void Closing::endWithoutAsking()
{
    if (m_isEnding || m_isDecided)
        return;
    if (m_starter && m_starter->ownsEngine())
        endEngine();
    else
        finish();
}

void Closing::endEngine()
{
    if (m_isEnding)
        return;
    m_isEnding = true;
    m_limit.start();
    emit ending();
    m_port.shutDownEngine(this, [this](const std::optional<QString> &problem) {
        if (problem)
            insist();
    });
}

void Closing::insist()
{
    if (m_hasInsisted || !m_starter->isChildRunning())
        return finish();
    m_hasInsisted = true;
    m_starter->terminateChild();
    m_limit.start();
}

void Closing::finish()
{
    m_limit.stop();
    if (std::exchange(m_isDecided, true))
        return;
    emit ready();
}

} // namespace agora::app
