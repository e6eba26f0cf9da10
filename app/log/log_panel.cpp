#include "app/log/log_panel.h"

#include "app/link/engine_port.h"
#include "app/tables/data_table.h"
#include "app/tables/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

namespace agora::app {

namespace {

constexpr int mostRows = 10'000;
constexpr int slack = 2'000; ///< old rows leave in one piece, not one by one
enum LogColumn { TimeColumn, LevelColumn, AgentColumn, TextColumn };

Tone levelTone(const LogRow &row) { return toneOf(row.record.level); }
Tone muted(const LogRow &) { return Tone::Muted; }

} // namespace

LogModel *makeLogModel(QObject *parent)
{
    return new LogModel(
        {
            {QT_TRANSLATE_NOOP("columns", "Time (UTC)"), Format::Time,
                [](const LogRow &row) -> QVariant {
                    return static_cast<qlonglong>(toNanos(row.record.time));
                },
                muted},
            {QT_TRANSLATE_NOOP("columns", "Level"), Format::Text,
                [](const LogRow &row) -> QVariant { return levelText(row.record.level); },
                levelTone},
            {QT_TRANSLATE_NOOP("columns", "Agent"), Format::Text,
                [](const LogRow &row) -> QVariant { return toQString(row.record.agent); }},
            {QT_TRANSLATE_NOOP("columns", "Message"), Format::Text,
                [](const LogRow &row) -> QVariant { return toQString(row.record.text); },
                [](const LogRow &row) {
                    return row.record.level == LogLevel::Debug ? Tone::Muted : Tone::Plain;
                }},
        },
        [](const LogRow &row) { return QString::number(row.number); }, nullptr, parent);
}

void LogFilter::setMinimum(LogLevel level)
{
    m_minimum = level;
    invalidateFilter();
}

void LogFilter::setSearch(const QString &text)
{
    m_search = text;
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto *log = static_cast<const LogModel *>(sourceModel());
    const auto &record = log->rows()[row].record;
    if (record.level < m_minimum)
        return false;
    return m_search.isEmpty() || toQString(record.text).contains(m_search, Qt::CaseInsensitive)
        || toQString(record.agent).contains(m_search, Qt::CaseInsensitive);
}

LogPanel::LogPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_model(makeLogModel(this))
    , m_filter(new LogFilter(this))
    , m_table(new DataTable(context.look, context.book, this))
    , m_level(new QComboBox(this))
    , m_search(new QLineEdit(this))
{
    m_table->setObjectName(QStringLiteral("log.table"));
    m_table->setHint(tr("Nothing in the log that passes the filter."));
    m_table->show(*m_model, m_filter);
    m_level->setObjectName(QStringLiteral("log.level"));
    for (const auto level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
        m_level->addItem(tr("%1 and above").arg(levelText(level)), static_cast<int>(level));
    m_level->setCurrentIndex(1);
    m_filter->setMinimum(LogLevel::Info);
    m_search->setObjectName(QStringLiteral("log.search"));
    m_search->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);

    auto *filters = new QHBoxLayout;
    filters->addWidget(m_level);
    filters->addWidget(m_search, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(filters);
    layout->addWidget(m_table);

    connect(m_level, &QComboBox::currentIndexChanged, this,
        [this] { m_filter->setMinimum(static_cast<LogLevel>(m_level->currentData().toInt())); });
    connect(m_search, &QLineEdit::textChanged, m_filter, &LogFilter::setSearch);
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
    connect(&context.port, &EnginePort::logChanged, this, &LogPanel::showRecords);
}

void LogPanel::showRecords(const std::vector<LogRecord> &records, bool snapshot)
{
    const auto *bar = m_table->verticalScrollBar();
    const bool wasAtEnd = bar->value() == bar->maximum();
    QList<LogRow> rows;
    for (const auto &record : records)
        rows.append({.number = ++m_lastNumber, .record = record});
    if (snapshot)
        m_model->reset(rows);
    else
        m_model->apply(rows);
    if (m_model->rowCount() > mostRows + slack)
        m_model->keepNewest(mostRows);
    if (wasAtEnd)
        m_table->scrollToBottom();
}

} // namespace agora::app
