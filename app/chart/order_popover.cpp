#include "app/chart/order_popover.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace agora::app {

OrderPopover::OrderPopover(const Question &question, const QPoint &at, QWidget *over) : QFrame(over)
{
    setObjectName(QStringLiteral("orderPopover"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAutoFillBackground(true);
    setFrameShape(QFrame::StyledPanel);
    auto *layout = new QVBoxLayout(this);
    const auto addText = [&](const char *name, const QString &text, const char *look) {
        if (text.isEmpty())
            return;
        auto *label = new QLabel(text, this);
        label->setObjectName(QStringLiteral("orderPopover.") + QLatin1String(name));
        label->setProperty(look, true);
        label->setWordWrap(true);
        layout->addWidget(label);
    };
    addText("title", question.title, "strong");
    addText("change", question.change, "heading");
    addText("meaning", question.meaning, "muted");
    addText("warning", question.warning, "warning");
    auto *row = new QHBoxLayout;
    auto *back = new QPushButton(tr("Back (Esc)"), this);
    back->setObjectName(QStringLiteral("orderPopover.back"));
    auto *send = new QPushButton(question.yes, this);
    send->setObjectName(QStringLiteral("orderPopover.send"));
    send->setDefault(true);
    row->addStretch(1);
    row->addWidget(back);
    row->addWidget(send);
    layout->addLayout(row);
    connect(send, &QPushButton::clicked, this, [this] { answer(true); });
    connect(back, &QPushButton::clicked, this, [this] { answer(false); });

    setFixedWidth(std::min(fontMetrics().averageCharWidth() * 46, over->width()));
    adjustSize();
    const int gap = fontMetrics().height() * 5 / 4; // clear of the tag
    const int left = std::clamp(at.x() - width() - gap, 0, std::max(0, over->width() - width()));
    const bool fitsBelow = at.y() + gap + height() <= over->height();
    move(left, fitsBelow ? at.y() + gap : std::max(0, at.y() - gap - height()));
    show();
    raise();
    setFocus(Qt::PopupFocusReason);
}

void OrderPopover::withdraw()
{
    m_isAnswered = true;
    close();
}

void OrderPopover::answer(bool isYes)
{
    if (std::exchange(m_isAnswered, true))
        return;
    parentWidget()->setFocus(Qt::PopupFocusReason);
    close();
    if (isYes)
        emit accepted();
    else
        emit rejected();
}

void OrderPopover::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return answer(true);
    if (event->key() == Qt::Key_Escape)
        return answer(false);
    QFrame::keyPressEvent(event);
}

} // namespace agora::app
