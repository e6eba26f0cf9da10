#include "app/indicator/configured_list.h"

#include <QDropEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>

namespace agora::app {
namespace {

enum Role { IdRole = Qt::UserRole, ColorRole, VisibleRole, WrongRole };

int eyeWidth(const QFontMetrics &metrics) { return metrics.height() * 3 / 2; }

void paintEye(QPainter &painter, const QRect &place, const QColor &color, bool isOpen)
{
    const QRectF eye = QRectF(place).adjusted(
        place.width() * 0.2, place.height() * 0.3, -place.width() * 0.2, -place.height() * 0.3);
    painter.setPen(QPen(color, 1.3));
    painter.setBrush(Qt::NoBrush);
    QPainterPath lids(QPointF(eye.left(), eye.center().y()));
    lids.quadTo(QPointF(eye.center().x(), eye.top() - eye.height() * 0.4),
        QPointF(eye.right(), eye.center().y()));
    if (isOpen)
        lids.quadTo(QPointF(eye.center().x(), eye.bottom() + eye.height() * 0.4),
            QPointF(eye.left(), eye.center().y()));
    painter.drawPath(lids);
    if (isOpen) {
        painter.setBrush(color);
        painter.drawEllipse(eye.center(), eye.height() * 0.22, eye.height() * 0.22);
    }
}

/// Eye, colour, name.
class RowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override
    {
        QStyleOptionViewItem row(option);
        initStyleOption(&row, index);
        row.text.clear();
        const auto *widget = option.widget;
        widget->style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, widget);
        const bool isVisible = index.data(VisibleRole).toBool();
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        QColor text = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
        if (!isVisible)
            text.setAlphaF(0.5F);
        const bool isWrong = index.data(WrongRole).toBool();
        if (isWrong && !isSelected) // red on the colour of the selection could not be read
            text = QColor(0xe5, 0x53, 0x5b);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const int eye = eyeWidth(option.fontMetrics);
        QRect rest = option.rect;
        paintEye(*painter, {rest.left(), rest.top(), eye, rest.height()}, text, isVisible);
        rest.adjust(eye, 0, -4, 0);
        const int side = option.fontMetrics.height() * 2 / 3;
        painter->setPen(Qt::NoPen);
        painter->setBrush(index.data(ColorRole).value<QColor>());
        painter->setOpacity(isVisible ? 1 : 0.5);
        painter->drawRoundedRect(
            QRectF(rest.left(), rest.center().y() - side / 2.0, side, side), 2, 2);
        painter->setOpacity(1);
        rest.adjust(side + 6, 0, 0, 0);
        painter->setPen(text);
        painter->drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
            option.fontMetrics.elidedText(
                (isWrong ? QStringLiteral("⚠ ") : QString()) + index.data().toString(),
                Qt::ElideRight, rest.width()));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width(), option.fontMetrics.height() * 3 / 2};
    }
};

void fill(QListWidgetItem &item, const ConfiguredRow &row)
{
    item.setText(row.title);
    item.setData(IdRole, row.id);
    item.setData(ColorRole, row.color);
    item.setData(VisibleRole, row.isVisible);
    item.setData(WrongRole, row.isWrong);
    item.setToolTip(row.note.isEmpty() ? row.title : row.note);
}

} // namespace

ConfiguredList::ConfiguredList(QWidget *parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("indicator.configured"));
    setItemDelegate(new RowDelegate(this));
    setDragDropMode(InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void ConfiguredList::show(const std::vector<ConfiguredRow> &rows, int current)
{
    const QSignalBlocker quiet(this);
    while (count() > static_cast<int>(rows.size()))
        delete takeItem(count() - 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<int>(i) >= count())
            addItem(new QListWidgetItem);
        fill(*item(static_cast<int>(i)), rows[i]);
    }
    setCurrentRow(current);
}

void ConfiguredList::change(int row, const ConfiguredRow &changed)
{
    const QSignalBlocker quiet(this);
    fill(*item(row), changed);
}

QRect ConfiguredList::eyeOf(int row) const
{
    const QRect area = visualItemRect(item(row));
    return {area.left(), area.top(), eyeWidth(fontMetrics()), area.height()};
}

int ConfiguredList::eyeAt(const QPoint &at) const
{
    const int row = indexAt(at).row();
    return row >= 0 && eyeOf(row).contains(at) ? row : -1;
}

void ConfiguredList::mousePressEvent(QMouseEvent *event)
{
    const int row = event->button() == Qt::LeftButton ? eyeAt(event->pos()) : -1;
    if (row < 0)
        return QListWidget::mousePressEvent(event);
    emit eyeClicked(row);
}

void ConfiguredList::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (eyeAt(event->pos()) >= 0)
        return mousePressEvent(event); // two quick clicks on the eye are two clicks
    QListWidget::mouseDoubleClickEvent(event);
}

void ConfiguredList::dropEvent(QDropEvent *event)
{
    {
        const QSignalBlocker quiet(this); // the rows change while Qt moves one
        QListWidget::dropEvent(event);
    }
    std::vector<QString> ids;
    for (int row = 0; row < count(); ++row)
        ids.push_back(item(row)->data(IdRole).toString());
    emit reordered(ids);
}

} // namespace agora::app
