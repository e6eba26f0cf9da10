#include "app/tables/words.h"

#include <QCoreApplication>

namespace agora::app {

namespace {
QString word(const char *text) { return QCoreApplication::translate("words", text); }
} // namespace

QString sideText(OrderSide side)
{
    return side == OrderSide::Buy ? word(QT_TRANSLATE_NOOP("words", "Buy"))
                                  : word(QT_TRANSLATE_NOOP("words", "Sell"));
}

QString typeText(OrderType type)
{
    switch (type) {
    case OrderType::Market:
        return word(QT_TRANSLATE_NOOP("words", "Market"));
    case OrderType::Limit:
        return word(QT_TRANSLATE_NOOP("words", "Limit"));
    case OrderType::Stop:
        return word(QT_TRANSLATE_NOOP("words", "Stop"));
    }
    return {};
}

QString stateText(OrderState state)
{
    switch (state) {
    case OrderState::Pending:
        return word(QT_TRANSLATE_NOOP("words", "Pending"));
    case OrderState::Unknown:
        return word(QT_TRANSLATE_NOOP("words", "Unknown"));
    case OrderState::Working:
        return word(QT_TRANSLATE_NOOP("words", "Working"));
    case OrderState::PartiallyFilled:
        return word(QT_TRANSLATE_NOOP("words", "Partly filled"));
    case OrderState::Filled:
        return word(QT_TRANSLATE_NOOP("words", "Filled"));
    case OrderState::Cancelled:
        return word(QT_TRANSLATE_NOOP("words", "Cancelled"));
    case OrderState::Rejected:
        return word(QT_TRANSLATE_NOOP("words", "Rejected"));
    case OrderState::Expired:
        return word(QT_TRANSLATE_NOOP("words", "Expired"));
    }
    return {};
}

QString phaseText(client::AgentPhase phase)
{
    switch (phase) {
    case client::AgentPhase::Starting:
        return word(QT_TRANSLATE_NOOP("words", "Starting"));
    case client::AgentPhase::Running:
        return word(QT_TRANSLATE_NOOP("words", "Running"));
    case client::AgentPhase::Restarting:
        return word(QT_TRANSLATE_NOOP("words", "Restarting"));
    case client::AgentPhase::Stopped:
        return word(QT_TRANSLATE_NOOP("words", "Stopped"));
    case client::AgentPhase::Parked:
        return word(QT_TRANSLATE_NOOP("words", "Parked"));
    }
    return {};
}

QString levelText(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return word(QT_TRANSLATE_NOOP("words", "Debug"));
    case LogLevel::Info:
        return word(QT_TRANSLATE_NOOP("words", "Info"));
    case LogLevel::Warning:
        return word(QT_TRANSLATE_NOOP("words", "Warning"));
    case LogLevel::Error:
        return word(QT_TRANSLATE_NOOP("words", "Error"));
    }
    return {};
}

QString feedText(const std::string &feedState)
{
    static constexpr const char *states[] = {QT_TRANSLATE_NOOP("words", "connected"),
        QT_TRANSLATE_NOOP("words", "connecting"), QT_TRANSLATE_NOOP("words", "stale"),
        QT_TRANSLATE_NOOP("words", "market closed"), QT_TRANSLATE_NOOP("words", "disconnected")};
    for (const auto *state : states)
        if (feedState == state)
            return word(state);
    return toQString(feedState);
}

Tone toneOf(OrderSide side) { return side == OrderSide::Buy ? Tone::Buy : Tone::Sell; }

Tone toneOf(OrderState state)
{
    switch (state) {
    case OrderState::Unknown:
    case OrderState::Rejected:
        return Tone::Bad;
    case OrderState::Filled:
        return Tone::Good;
    case OrderState::Cancelled:
    case OrderState::Expired:
        return Tone::Muted;
    case OrderState::Pending:
    case OrderState::Working:
    case OrderState::PartiallyFilled:
        return Tone::Warning;
    }
    return Tone::Plain;
}

Tone toneOf(client::AgentPhase phase)
{
    switch (phase) {
    case client::AgentPhase::Running:
        return Tone::Good;
    case client::AgentPhase::Starting:
    case client::AgentPhase::Restarting:
        return Tone::Warning;
    case client::AgentPhase::Parked:
        return Tone::Bad;
    case client::AgentPhase::Stopped:
        return Tone::Muted;
    }
    return Tone::Plain;
}

Tone toneOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return Tone::Muted;
    case LogLevel::Warning:
        return Tone::Warning;
    case LogLevel::Error:
        return Tone::Bad;
    case LogLevel::Info:
        break;
    }
    return Tone::Plain;
}

} // namespace agora::app
