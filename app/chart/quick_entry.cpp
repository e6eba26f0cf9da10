#include "app/chart/quick_entry.h"

#include "app/tables/cell_format.h"
#include "app/tables/words.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace agora::app {

namespace {

constexpr int mostOffers = 8;
enum OfferRole : int { SymbolOffer = Qt::UserRole + 1, PeriodOffer };

/// `EUR_USD`, `eur/usd` and `eurusd` are one.
QString bare(const QString &text)
{
    QString kept;
    for (const auto letter : text)
        if (letter.isLetterOrNumber())
            kept.append(letter.toUpper());
    return kept;
}

/// Smaller is better; −1 = no match.
int rank(const QString &symbol, const QString &name, const QString &wanted)
{
    const auto own = bare(symbol);
    if (own == wanted)
        return 0;
    if (own.startsWith(wanted))
        return 1;
    if (own.contains(wanted))
        return 2;
    return bare(name).contains(wanted) ? 3 : -1;
}

} // namespace

Result<Period> periodOf(const QString &typed)
{
    auto text = typed.trimmed().toUpper();
    while (text.startsWith(QLatin1Char(',')))
        text.remove(0, 1);
    bool isNumber = false;
    text.toInt(&isNumber);
    return Period::parse((isNumber ? QLatin1Char('M') + text : text).toStdString());
}

QuickEntry::QuickEntry(const InstrumentBook &book, QWidget *over)
    : QFrame(over)
    , m_book(book)
    , m_title(new QLabel(this))
    , m_edit(new QLineEdit(this))
    , m_offers(new QListWidget(this))
    , m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("quickEntry"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAutoFillBackground(true);
    setFrameShape(QFrame::StyledPanel);
    m_edit->setObjectName(QStringLiteral("quickEntry.edit"));
    m_offers->setObjectName(QStringLiteral("quickEntry.offers"));
    m_offers->setFocusPolicy(Qt::NoFocus);
    m_offers->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_offers->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_offers->setTextElideMode(Qt::ElideRight);
    m_problem->setObjectName(QStringLiteral("quickEntry.problem"));
    m_problem->setProperty("problem", true);
    m_problem->setWordWrap(true);
    m_title->setProperty("muted", true);
    auto *layout = new QVBoxLayout(this);
    for (auto *part : std::initializer_list<QWidget *>{m_title, m_edit, m_offers, m_problem})
        layout->addWidget(part);
    m_edit->installEventFilter(this);
    over->installEventFilter(this);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        const int cursor = m_edit->cursorPosition();
        m_edit->setText(text.toUpper());
        m_edit->setCursorPosition(cursor);
        offer(m_edit->text());
    });
    connect(m_offers, &QListWidget::itemClicked, this, &QuickEntry::take);
}

void QuickEntry::begin(const QString &typed)
{
    m_edit->setText(typed);
    offer(typed);
    show();
    raise();
    m_edit->setFocus(Qt::PopupFocusReason);
    m_edit->setCursorPosition(static_cast<int>(typed.size()));
}

void QuickEntry::add(const QString &typed) { begin(m_edit->text() + typed); }

void QuickEntry::offer(const QString &text)
{
    m_offers->clear();
    m_problem->clear();
    const auto wanted = bare(text);
    const bool isNumber = !wanted.isEmpty() && wanted.front().isDigit();
    m_title->setText(
        isNumber ? tr("Period: 5, 15, 4H, 1D, T100 …") : tr("Symbol, or a period such as H4"));
    if (const auto period = periodOf(text)) {
        const auto name = toQString(period->toString());
        auto *item = new QListWidgetItem(tr("Period %1").arg(name), m_offers);
        item->setData(PeriodOffer, name);
    }
    QList<std::pair<int, QString>> found;
    for (const auto &symbol : isNumber ? QStringList() : m_book.symbols()) {
        const auto *instrument = m_book.find(symbol);
        const auto name = instrument ? toQString(instrument->name) : QString();
        if (const int place = rank(symbol, name, wanted); place >= 0)
            found.append({place, symbol});
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, QString>::first);
    for (const auto &[place, symbol] : found.first(std::min<qsizetype>(mostOffers, found.size()))) {
        const auto *instrument = m_book.find(symbol);
        const auto name = instrument ? toQString(instrument->name) : QString();
        auto *item = new QListWidgetItem(
            name.isEmpty() ? symbol : QStringLiteral("%1   %2").arg(symbol, name), m_offers);
        item->setData(SymbolOffer, symbol);
    }
    m_offers->setVisible(m_offers->count() > 0);
    m_offers->setCurrentRow(0);
    place();
}

void QuickEntry::take()
{
    const auto *item = m_offers->currentItem();
    if (!item) {
        const auto text = m_edit->text().trimmed();
        const auto period = periodOf(text);
        const bool isNumber = !text.isEmpty() && bare(text).left(1).toInt() > 0;
        m_problem->setText(
            isNumber && !period ? tr(
                "“%1” is not a period: minutes that divide an hour (5, 15), hours that divide "
                "a day (4H), 1D, 1W, 1MN, ticks (T100), volume (V5000) or points of range (R50).")
                                      .arg(text.toUpper())
                                : tr("No symbol is called “%1”.").arg(text));
        place();
        return;
    }
    const auto symbol = item->data(SymbolOffer).toString();
    const auto period = Period::parse(item->data(PeriodOffer).toString().toStdString());
    parentWidget()->setFocus(Qt::PopupFocusReason);
    close();
    if (!symbol.isEmpty())
        emit symbolChosen(symbol);
    else if (period)
        emit periodChosen(*period);
}

void QuickEntry::place()
{
    const int width = std::min(fontMetrics().averageCharWidth() * 56, parentWidget()->width());
    const int row = m_offers->sizeHintForRow(0) > 0 ? m_offers->sizeHintForRow(0) : 20;
    m_offers->setFixedHeight(row * m_offers->count() + 2 * m_offers->frameWidth() + 2);
    m_problem->setVisible(!m_problem->text().isEmpty());
    setFixedWidth(width);
    adjustSize();
    move((parentWidget()->width() - width) / 2, std::max(0, parentWidget()->height() / 5));
}

/// What the box does not use is not meant for the chart below.
void QuickEntry::keyPressEvent(QKeyEvent *event) { event->accept(); }

bool QuickEntry::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit) {
        if (event->type() == QEvent::Resize)
            place();
        return QFrame::eventFilter(watched, event);
    }
    if (event->type() == QEvent::FocusOut)
        close();
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto &key = static_cast<QKeyEvent &>(*event);
    const int step = key.key() == Qt::Key_Down ? 1 : key.key() == Qt::Key_Up ? -1 : 0;
    if (step != 0 && m_offers->count() > 0) {
        m_offers->setCurrentRow(
            std::clamp(m_offers->currentRow() + step, 0, m_offers->count() - 1));
        return true;
    }
    if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
        take();
        return true; // the chart below would open the next box
    }
    if (key.key() == Qt::Key_Escape) {
        parentWidget()->setFocus(Qt::PopupFocusReason);
        close();
        return true;
    }
    return false;
}

} // namespace agora::app
