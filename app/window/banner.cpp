#include "app/window/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace agora::app {

Banner::Banner(QWidget *parent)
    : QFrame(parent), m_text(new QLabel(this)), m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("banner"));
    m_text->setObjectName(QStringLiteral("banner.text"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_button->setObjectName(QStringLiteral("banner.button"));
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &Banner::pressed);
    hide();
}

void Banner::show(Kind kind, const QString &sentence, const QString &button)
{
    setProperty("kind",
        kind == Kind::Info          ? "info"
            : kind == Kind::Warning ? "warning"
                                    : "problem");
    style()->unpolish(this); // the colour depends on the property just set
    style()->polish(this);
    m_text->setText(sentence);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    setVisible(true);
}

void Banner::clear()
{
    m_text->clear();
    setVisible(false);
}

QString Banner::text() const { return m_text->text(); }

} // namespace agora::app
