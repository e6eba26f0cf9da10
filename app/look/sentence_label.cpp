#include "app/look/sentence_label.h"

#include <QLabel>

namespace agora::app {

QLabel *makeSentence(const char *name, const char *kind, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setProperty(kind, true);
    label->setWordWrap(true);
    label->hide();
    return label;
}

} // namespace agora::app
