package engine

import (
	"context"
	"fmt"
	"io"
)

// ImageID is the id of an image that Docker has, by its name.
func (e *Engine) ImageID(ctx context.Context, reference string) (string, error) {
	answer, err := e.api.ImageInspect(ctx, reference)
	if err != nil {
		return "", fmt.Errorf("looking for image %s, %w", reference, err)
	}
	return answer.ID, nil
}

// SaveImage is an image as `docker save` writes it.
func (e *Engine) SaveImage(ctx context.Context, reference string) (io.ReadCloser, error) {
	archive, err := e.api.ImageSave(ctx, []string{reference})
	if err != nil {
		return nil, fmt.Errorf("saving image %s, %w", reference, err)
	}
	return archive, nil
}
