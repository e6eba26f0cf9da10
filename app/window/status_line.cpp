#include "app/window/status_line.h"

#include "app/link/market_time.h"
#include "app/look/look.h"
#include "app/tables/words.h"

#include <QLabel>
#include <QStatusBar>

namespace agora::app {

StatusLine::StatusLine(QStatusBar &bar, EnginePort &port, const MarketTime &time, const Look &look)
    : QObject(&bar)
    , m_bar(bar)
    , m_marketTime(time)
    , m_look(look)
    , m_hover(new QLabel(&bar))
    , m_replay(addLabel("status.replay", tr("Where the prices come from")))
    , m_feed(addLabel("status.feed", tr("State of the price feed")))
    , m_time(addLabel("status.time", tr("Market time")))
    , m_connection(addLabel("status.connection", tr("Connection to the engine")))
{
    m_hover->setObjectName(QStringLiteral("status.hover"));
    m_hover->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    bar.addWidget(m_hover, 1);
    connect(&port, &EnginePort::connectionChanged, this, &StatusLine::showConnection);
    connect(&port, &EnginePort::engineChanged, this, &StatusLine::showEngine);
    connect(&look, &Look::changed, this, &StatusLine::colour);
    showConnection(Connection::Connecting, {});
}

QLabel *StatusLine::addLabel(const char *name, const QString &toolTip)
{
    auto *label = new QLabel(&m_bar);
    label->setObjectName(QString::fromLatin1(name));
    label->setToolTip(toolTip);
    m_bar.addPermanentWidget(label);
    return label;
}

void StatusLine::showHover(const QString &text) { m_hover->setText(text); }

void StatusLine::showTime()
{
    const auto now = m_marketTime.now();
    m_time->setText(now ? tr("%1 UTC").arg(formatTime(*now)) : QString());
}

void StatusLine::showConnection(Connection connection, const QString &sentence)
{
    m_state = connection;
    m_connection->setToolTip(sentence.isEmpty() ? tr("Connection to the engine") : sentence);
    colour();
    const bool isLost = connection == Connection::Lost;
    m_feed->setEnabled(!isLost);
    m_time->setEnabled(!isLost);
}

void StatusLine::colour()
{
    const auto &theme = m_look.theme();
    const auto [colour, word] = m_state == Connection::Connected
        ? std::pair(theme.good, tr("Connected"))
        : m_state == Connection::Connecting ? std::pair(theme.warning, tr("Connecting"))
                                            : std::pair(theme.bad, tr("Engine gone"));
    m_connection->setText(QStringLiteral("<span style=\"color:%1\">●</span> %2")
                              .arg(colour.name(), word.toHtmlEscaped()));
}

void StatusLine::showEngine(const client::EngineInfo &engine)
{
    m_feed->setText(tr("Feed %1").arg(feedText(engine.feedState)));
    const auto venue = toQString(engine.venue);
    m_replay->setText(!engine.isReplay ? venue
            : engine.replayFinished    ? tr("%1, finished").arg(venue)
                                       : venue);
    showTime();
}

} // namespace agora::app
